package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes where the hour says.
 *
 * @param calendar the hours
 * @param open next node while open
 * @param closed next node while closed
 * @param holiday next node on a special day outside its hours; empty for that of {@code closed}
 */
public record HoursNode(
    String id,
    SourcePosition at,
    Calendar calendar,
    String open,
    String closed,
    Optional<String> holiday)
    implements Node {
  /** Where a state leads. */
  public String target(Calendar.State state) {
    return switch (state) {
      case OPEN -> open;
      case CLOSED -> closed;
      case HOLIDAY -> holiday.orElse(closed);
    };
  }

  @Override
  public List<String> targets() {
    return Stream.concat(Stream.of(open, closed), holiday.stream()).toList();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
