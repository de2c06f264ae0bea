package io.dialtree.config.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lets the caller record a greeting, listen to it and keep it, then goes back to the menu it is
 * for.
 *
 * @param menu the node that plays the greeting; its tries stay as they were
 * @param owner what the greeting belongs to, in documents
 * @param name of a new greeting, for people
 * @param minMs a shorter one is not kept
 * @param maxMs recording stops there
 */
public record RecordGreetingNode(
    String id,
    SourcePosition at,
    String menu,
    GreetingOwner owner,
    String name,
    long minMs,
    long maxMs,
    Wording wording)
    implements Node {
  /**
   * What the caller is told.
   *
   * @param ask before the recording; ends with a beep
   * @param review after it: which key does what
   * @param tooShort it was not kept
   * @param saved it was kept
   * @param back the menu comes next
   */
  public record Wording(
      List<Prompt> ask,
      List<Prompt> review,
      List<Prompt> tooShort,
      List<Prompt> saved,
      List<Prompt> back) {
    /** Copies the lists. */
    public Wording {
      ask = List.copyOf(ask);
      review = List.copyOf(review);
      tooShort = List.copyOf(tooShort);
      saved = List.copyOf(saved);
      back = List.copyOf(back);
    }
  }

  @Override
  public List<String> targets() {
    return List.of(menu);
  }

  @Override
  public List<Prompt> prompts() {
    return Stream.of(
            wording.ask(), wording.review(), wording.tooShort(), wording.saved(), wording.back())
        .flatMap(List::stream)
        .toList();
  }
}
