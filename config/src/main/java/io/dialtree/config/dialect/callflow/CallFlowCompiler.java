package io.dialtree.config.dialect.callflow;

import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.dialect.callflow.CallFlow.FlowStep;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.BusyNode;
import io.dialtree.config.model.CallerMatchNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowPaths;
import io.dialtree.config.model.GotoNode;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.HoldMusicNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.RecordCallNode;
import io.dialtree.config.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes a flow of a call flow. A module's key is its node's id. */
public final class CallFlowCompiler {
  /** End reason of a call that took an exit the document does not have. */
  public static final String MISSING_EXIT = "missing-exit";

  /** A caller who is sent round by wrong keys gives up long before; a loop does not. */
  private static final int ENTRIES_MAX = 100;

  static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final CallFlow callFlow;
  private final Function<String, Optional<CallFlowSound>> sounds;
  private final Findings findings;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private CallFlowCompiler(
      CallFlow callFlow, Function<String, Optional<CallFlowSound>> sounds, Findings findings) {
    this.callFlow = callFlow;
    this.sounds = sounds;
    this.findings = findings;
  }

  /** Id of a call flow's flow: {@code callflow/31347d42-…}. */
  public static String flowId(String uuid) {
    return "callflow/" + uuid;
  }

  /**
   * The flow of a document, a draft when it was read with errors.
   *
   * @param sounds by uuid; anything that is no uuid names a prompt
   * @param revision of the documents it was read from, asked for when all sounds were
   * @param findings get a warning for a sound that is not there
   */
  public static Flow flow(
      CallFlow callFlow,
      Function<String, Optional<CallFlowSound>> sounds,
      Supplier<String> revision,
      Findings findings) {
    return new CallFlowCompiler(callFlow, sounds, findings).flow(revision);
  }

  private Flow flow(Supplier<String> revision) {
    callFlow.modules().forEach((key, step) -> nodes.put(key, node(key, step)));
    return new Flow(
            flowId(callFlow.uuid()),
            callFlow.name(),
            revision.get(),
            callFlow.at(),
            List.of(),
            List.of(),
            Flow.CatchAll.NONE,
            callFlow.start().orElse(""),
            nodes,
            0,
            FlowPaths.limited(ENTRIES_MAX))
        .withExtension(Long.toString(callFlow.extension()));
  }

  private Node node(String key, FlowStep step) {
    SourcePosition at = step.at();
    return switch (step.module()) {
      case FlowModule.Start(String next) -> new GotoNode(key, at, next);
      case FlowModule.Recording(String next) -> new RecordCallNode(key, at, next);
      case FlowModule.MusicOnHold(String playlist, String next) ->
          new HoldMusicNode(key, at, playlist, next);
      case FlowModule.CallerIdMatch match -> callerMatch(key, at, match);
      case FlowModule.Play(String sound, String next) ->
          new PlayNode(key, at, sound(sound, key, at), "", 1, Optional.of(next));
      case FlowModule.PressExtension press -> press(key, at, press);
      case FlowModule.Busy(int seconds) -> new BusyNode(key, at, Prompt.Tone.BUSY, seconds);
      case FlowModule.Extension extension ->
          missing(key, at, "a call to " + labels(extension), extension.noAnswer());
      case FlowModule.DialByExtension dial ->
          missing(key, at, "a call by extension", dial.noAnswer().filter(nodeKeys()));
      case FlowModule.Voicemail(List<String> mailboxes) ->
          missing(
              key, at, "a message for mailbox " + String.join(", ", mailboxes), Optional.empty());
      case FlowModule.Conference _ -> missing(key, at, "a conference", Optional.empty());
      case FlowModule.Trunk(String uuid) -> missing(key, at, "trunk " + uuid, Optional.empty());
      case FlowModule.Fax() -> missing(key, at, "receiving a fax", Optional.empty());
    };
  }

  private Predicate<String> nodeKeys() {
    return callFlow.modules()::containsKey;
  }

  private static String labels(FlowModule.Extension extension) {
    return extension.targets().stream()
        .map(target -> target.label().isBlank() ? "nobody" : target.label())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), all -> all.isEmpty() ? "nobody" : all));
  }

  private static Node missing(
      String key, SourcePosition at, String what, Optional<String> instead) {
    return NotAvailableNode.of(key, at, what, instead);
  }

  private static Node callerMatch(String key, SourcePosition at, FlowModule.CallerIdMatch match) {
    List<String> words = match.patterns();
    return new CallerMatchNode(
        key,
        at,
        words.stream()
            .filter(word -> !word.equals("anonymous") && !word.equals("unavailable"))
            .flatMap(regex -> GuardedPattern.compile(regex).stream())
            .toList(),
        words.contains("anonymous"),
        words.contains("unavailable"),
        match.match(),
        match.noMatch());
  }

  private Node press(String key, SourcePosition at, FlowModule.PressExtension press) {
    return new PressMenu(key, at, press, this::exit)
        .node(press.sound().map(sound -> sound(sound, key, at)).orElse(List.of()));
  }

  /** The exit's module, or a node that ends the flow because there is none. */
  private String exit(String key, SourcePosition at, Optional<String> target) {
    String id = key + "/no-exit";
    if (target.isEmpty()) {
      nodes.put(id, new HangupNode(id, at, List.of(), HangupNode.DEFAULT_SIP_CODE, MISSING_EXIT));
    }
    return target.orElse(id);
  }

  private List<Prompt> sound(String reference, String key, SourcePosition at) {
    Optional<CallFlowSound> sound = sounds.apply(reference);
    if (sound.isEmpty() && reference.matches(UUID)) {
      findings.warning("target", at, "flow." + key + ".sound", "there is no sound " + reference);
      return List.of();
    }
    return List.of(MediaReference.prompt(sound.map(CallFlowSound::promptName).orElse(reference)));
  }
}
