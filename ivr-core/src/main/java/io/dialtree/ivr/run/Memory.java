package io.dialtree.ivr.run;

import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.TextParts;
import io.dialtree.config.wording.Wording;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a run knows of its call during one step: variables, what came with the call, and what the
 * caller has recorded. Confined to that step.
 */
public final class Memory {
  // Variables of the run itself; no document can name them, because of their colon.
  private static final String RECORDING = "recording:id";
  private static final String RECORDED_MS = "recording:ms";
  private static final String GREETING = "greeting:";

  private final CallFacts facts;
  private final Map<String, String> variables;
  private final Supplier<String> flowLanguage;
  private List<String> captures;

  /**
   * Begins with a state.
   *
   * @param flowLanguage the language the current flow is written in
   */
  Memory(RunState state, Supplier<String> flowLanguage) {
    this.facts = state.facts();
    this.variables = new TreeMap<>(state.variables());
    this.captures = state.captures();
    this.flowLanguage = flowLanguage;
  }

  Map<String, String> variables() {
    return variables;
  }

  /** What was known of the call when it began. */
  public CallFacts facts() {
    return facts;
  }

  /** Text captured when the current flow's number was looked up. */
  public List<String> captures() {
    return captures;
  }

  void capture(List<String> found) {
    captures = found;
  }

  /** Keeps a value for placeholders. */
  public void remember(String variable, String value) {
    variables.put(variable, value);
  }

  /**
   * A variable of the run, of the call, or one that every call has: {@code caller}, {@code
   * dialled}, {@code call-id}, {@code capture-1} and so on. Empty for an unknown one.
   */
  public String value(String name) {
    String known = variables.getOrDefault(name, facts.variables().getOrDefault(name, ""));
    if (!known.isEmpty()) {
      return known;
    }
    return switch (name) {
      case "caller" -> facts.from();
      case "dialled" -> facts.dialled();
      case "call-id" -> facts.callId();
      case Wording.LANGUAGE -> flowLanguage.get();
      default -> name.matches("capture-[1-9]") ? capture(name.charAt(8) - '1') : "";
    };
  }

  private String capture(int index) {
    return index < captures.size() ? captures.get(index) : "";
  }

  /** A text with its placeholders filled. */
  public String filled(String template) {
    return TextParts.text(template, this::value);
  }

  /** What is played of prompts as they were written. */
  List<Prompt> literal(List<Prompt> prompts) {
    return prompts.stream()
        .flatMap(prompt -> {
          Wording wording = new Wording(value(Wording.LANGUAGE), flowLanguage.get());
          return wording.literal(prompt, this::value).stream();
        })
        .toList();
  }

  /** The last recording of this run, 0 for none. */
  public long recordingId() {
    return Long.parseLong(variables.getOrDefault(RECORDING, "0"));
  }

  /** A recording begins. */
  long nextRecordingId() {
    long next = recordingId() + 1;
    variables.put(RECORDING, Long.toString(next));
    return next;
  }

  /** How long the last recording is. */
  public long recordedMs() {
    return Long.parseLong(variables.getOrDefault(RECORDED_MS, "0"));
  }

  /** Remembers how long the last recording is. */
  public void keepRecordedMs(long recordedMs) {
    variables.put(RECORDED_MS, Long.toString(recordedMs));
  }

  /** From here on this call hears the last recording as the greeting of that node. */
  public void replaceGreeting(String nodeId) {
    variables.put(GREETING + nodeId, Long.toString(recordingId()));
  }

  /** The greeting of a node: its own, or what this caller recorded for it. */
  public List<Prompt> greeting(String nodeId, List<Prompt> own) {
    String recorded = variables.get(GREETING + nodeId);
    return recorded == null ? own : List.of(new Prompt.Recorded(Long.parseLong(recorded)));
  }
}
