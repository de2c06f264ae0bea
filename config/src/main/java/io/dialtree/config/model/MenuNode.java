package io.dialtree.config.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a choice and goes where it leads.
 *
 * @param choices keys to node; compared with the whole input
 * @param silence node taken at the first silence, before attempts are counted
 * @param hunt present when other flows' numbers may be dialled here
 * @param recordPin keys that start recording the greeting
 */
public record MenuNode(
    String id,
    SourcePosition at,
    Question question,
    Map<String, String> choices,
    Optional<String> silence,
    Optional<Hunt> hunt,
    Optional<RecordPin> recordPin,
    boolean masked)
    implements Node {
  /** Copies the map and keeps its order. */
  public MenuNode {
    choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
  }

  /**
   * Keys that start recording the greeting.
   *
   * @param pin keys that start the recording; a choice or a number that is the same hides them
   * @param fromAnywhere callers from outside may use it
   * @param node that records
   */
  public record RecordPin(String pin, boolean fromAnywhere, String node) {
    /** The same keys, with a node that records. */
    public RecordPin at(String newNode) {
      return new RecordPin(pin, fromAnywhere, newNode);
    }
  }

  @Override
  public List<String> targets() {
    List<String> targets = new ArrayList<>(choices.values());
    silence.ifPresent(targets::add);
    question.onNoInput().next().ifPresent(targets::add);
    question.onNoMatch().next().ifPresent(targets::add);
    hunt.flatMap(Hunt::returnTo).ifPresent(targets::add);
    recordPin.ifPresent(pin -> targets.add(pin.node()));
    return targets;
  }

  @Override
  public List<Prompt> prompts() {
    List<Prompt> prompts = new ArrayList<>(question.prompts());
    hunt.ifPresent(h -> prompts.addAll(h.transfer()));
    return prompts;
  }
}
