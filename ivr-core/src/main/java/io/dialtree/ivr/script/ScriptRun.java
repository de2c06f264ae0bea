package io.dialtree.ivr.script;

import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.simulate.VirtualCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs one test on a virtual clock. Confined to one thread. */
public final class ScriptRun {
  private static final int SHOWN_MAX = 3;

  private final FlowScript script;
  private final Witness witness;
  private final VirtualCall call;
  private int heard;
  private int reached;
  private int asked;

  private ScriptRun(FlowScript script, FlowBook book, FlowChoice choice, Coverage coverage) {
    this.script = script;
    this.witness = new Witness(coverage);
    FlowScript.Call who = script.call();
    CallFacts facts = new CallFacts("test", who.from(), who.to(), who.to(), Map.of(), List.of());
    call = new VirtualCall(book, choice, facts, who.startedAtMs(), this::reply, witness);
  }

  /**
   * Runs a test.
   *
   * @param coverage notes what the call went through
   * @return what went wrong, empty when all is as written
   */
  public static Optional<Miss> run(FlowScript script, FlowBook book, Coverage coverage) {
    FlowScript.Call who = script.call();
    Optional<FlowChoice> choice =
        who.flow().isEmpty()
            ? book.choose(who.to())
            : book.flow(who.flow()).map(flow -> new FlowChoice(flow, List.of()));
    if (choice.isEmpty()) {
      String wanted = who.flow().isEmpty() ? who.to() : who.flow();
      String nearest = Spelling.nearest(wanted, book.flows().stream().map(Flow::id).toList());
      return Optional.of(
          new Miss(script.at(), "no flow answers at \"" + wanted + "\"" + meant(nearest)));
    }
    return new ScriptRun(script, book, choice.get(), coverage).run();
  }

  /**
   * What a test found otherwise than written.
   *
   * @param at the step
   */
  public record Miss(SourcePosition at, String message) {}

  private Optional<Miss> run() {
    call.event(new FlowEvent.Started());
    call.pass(0);
    for (ScriptStep step : script.steps()) {
      Optional<Miss> miss = take(step).map(message -> new Miss(step.at(), message));
      if (miss.isPresent()) {
        return miss;
      }
    }
    if (!call.state().ended()) {
      call.event(new FlowEvent.CallerHungUp());
      call.settle();
    }
    return Optional.empty();
  }

  private Optional<String> take(ScriptStep step) {
    return switch (step) {
      case ScriptStep.Hears(_, String text) -> hears(text);
      case ScriptStep.Reaches(_, String node) -> reaches(node);
      case ScriptStep.Asks(_, String url) -> asks(url);
      case ScriptStep.Ends(_, String reason) -> ends(reason);
      case ScriptStep.Presses(_, String keys) -> presses(keys);
      case ScriptStep.Waits(_, long ms) -> {
        call.pass(ms);
        yield Optional.empty();
      }
      case ScriptStep.Listens _ -> {
        call.settle();
        yield Optional.empty();
      }
      case ScriptStep.HangsUp _ -> {
        call.event(new FlowEvent.CallerHungUp());
        yield Optional.empty();
      }
    };
  }

  private Optional<String> presses(String keys) {
    if (call.state().ended()) {
      return Optional.of("the call is over: " + reason());
    }
    // What was said before the caller acted is not what the caller hears then.
    heard = witness.heard().size();
    reached = witness.reached().size();
    asked = witness.asked().size();
    keys.chars().forEach(key -> call.event(new FlowEvent.Digit((char) key)));
    call.pass(0);
    return Optional.empty();
  }

  private Optional<String> hears(String text) {
    int from = heard;
    heard = find(witness.heard(), from, it -> it.matches(text));
    return heard > 0 ? Optional.empty() : Optional.of(notHeard(text, from));
  }

  private Optional<String> reaches(String node) {
    int from = reached;
    reached = find(witness.reached(), from, node::equals);
    if (reached > 0) {
      return Optional.empty();
    }
    String nearest = Spelling.nearest(node, witness.reached());
    return Optional.of(
        "does not come to \""
            + node
            + "\""
            + meant(nearest)
            + "; went: "
            + tail(witness.reached(), from));
  }

  private Optional<String> asks(String url) {
    int from = asked;
    asked = find(witness.asked(), from, it -> it.contains(url));
    return asked > 0
        ? Optional.empty()
        : Optional.of("does not ask \"" + url + "\"; asked: " + tail(witness.asked(), from));
  }

  /** Goes on until something fits or only the caller can go on; 0 when nothing does. */
  private <T> int find(List<T> events, int from, Predicate<T> fits) {
    int next = from;
    do {
      for (; next < events.size(); next++) {
        if (fits.test(events.get(next))) {
          return next + 1;
        }
      }
    } while (call.advance());
    return 0;
  }

  private Optional<String> ends(String wanted) {
    call.settle();
    if (!call.state().ended()) {
      return Optional.of("the call goes on, " + where());
    }
    return reason().equals(wanted)
        ? Optional.empty()
        : Optional.of("ended: " + reason() + ", not " + wanted);
  }

  private String reason() {
    return call.state().activity() instanceof Activity.Ended(EndReason reason) ? reason.slug() : "";
  }

  private String where() {
    String node = call.state().place().nodeId();
    return switch (call.state().activity()) {
      case Activity.Collecting _ -> "waiting for a key at \"" + node + "\"";
      case Activity.Requesting _ -> "waiting for a web service at \"" + node + "\"";
      case Activity.Ended _ -> "over: " + reason();
      default -> "at \"" + node + "\"";
    };
  }

  private String notHeard(String text, int from) {
    List<String> since =
        witness.heard().subList(from, witness.heard().size()).stream()
            .map(Witness.Heard::words)
            .toList();
    String nearest =
        Stream.concat(witness.heard().stream().map(Witness.Heard::words), since.stream())
            .filter(words -> alike(words, text) > 0)
            .max(Comparator.comparingDouble(words -> alike(words, text)))
            .map(words -> "; nearest: \"" + words + "\"")
            .orElse("");
    String instead = since.isEmpty() ? "nothing" : tail(since, 0);
    return "does not hear \"" + text + "\"; heard: " + instead + nearest + "; now " + where();
  }

  private static String tail(List<String> events, int from) {
    List<String> shown = new ArrayList<>(events.subList(from, events.size()));
    String more = shown.size() > SHOWN_MAX ? " and more" : "";
    return shown.isEmpty()
        ? "nothing"
        : shown.stream().limit(SHOWN_MAX).collect(Collectors.joining("\", \"", "\"", "\"")) + more;
  }

  /** Share of words two texts have in common. */
  private static double alike(String a, String b) {
    Set<String> first = new HashSet<>(Arrays.asList(Witness.plain(a).split(" ", -1)));
    Set<String> both = new HashSet<>(Arrays.asList(Witness.plain(b).split(" ", -1)));
    int size = both.size();
    both.retainAll(first);
    return (double) both.size() / Math.max(1, Math.max(size, first.size()));
  }

  private static String meant(String nearest) {
    return nearest.isEmpty() ? "" : "; did you mean \"" + nearest + "\"?";
  }

  private VirtualCall.Reply reply(HttpTemplate request) {
    return script.web().stream()
        .filter(answer -> request.url().contains(answer.url()))
        .findFirst()
        .map(it -> new VirtualCall.Reply(it.status(), it.body(), it.afterMs()))
        .orElse(new VirtualCall.Reply(0, "", request.limitMs()));
  }
}
