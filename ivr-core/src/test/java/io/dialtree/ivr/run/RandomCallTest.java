package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Events in any order, as a lossy network and a nervous caller send them. */
final class RandomCallTest {
  private static final int CALLS = 300;
  private static final int EVENTS = 60;

  /** 2025-11-24 at 08:00 UTC: the office is open. */
  private static final long MONDAY_MS = 1_763_971_200_000L;

  private static final List<Integer> STATUSES = List.of(0, 200, 200, 204, 302, 404, 500);
  private static final List<String> BODIES =
      List.of(
          "{\"balance\": -12.5, \"name\": \"x\"}",
          "",
          "{",
          "[]",
          "null",
          "{\"balance\": 1e999999999}",
          "{\"balance\": 1e99999999999999999999}",
          "{\"balance\": {\"balance\": []}}",
          "[".repeat(2_000));

  @Test
  void shouldKeepItsPromisesWhateverHappens() {
    Map.of("demo", "2000", "kazoo", "2000", "office", "3000")
        .forEach((example, dialled) -> {
          Path folder = Path.of("..", "examples", example);
          LoadedConfig config = ConfigFolder.load(folder, Map.of(), Map.of());
          for (long seed = 0; seed < CALLS; seed++) {
            promises(config, dialled, example + " with seed " + seed, new Random(seed));
          }
        });
  }

  private static void promises(LoadedConfig config, String dialled, String name, Random random) {
    FlowRun run = new FlowRun(config.flows());
    CallFacts facts = new CallFacts("call", "1", "2", dialled, Map.of(), List.of());
    List<FlowCommand> commands = new ArrayList<>();
    Step step = run.start(config.flows().choose(dialled).orElseThrow(), facts, MONDAY_MS);
    commands.addAll(step.commands());
    boolean answered = false;
    boolean gone = false;
    long nowMs = MONDAY_MS;
    for (int count = 0; count < EVENTS; count++) {
      nowMs += random.nextInt(2_000);
      FlowEvent event = event(step.state(), random);
      answered |= event instanceof FlowEvent.Answered;
      gone |= event instanceof FlowEvent.CallerHungUp;
      RunState state = RunJson.readState(RunJson.write(step.state()));
      step = run.step(state, event, nowMs);
      assertThat(answered || step.commands().stream().noneMatch(FlowCommand.Play.class::isInstance))
          .as(name)
          .isTrue();
      assertThat(gone && step.commands().stream().anyMatch(RandomCallTest::needsCaller))
          .as(name)
          .isFalse();
      commands.addAll(step.commands());
    }
    for (int hangup = 0; hangup < 2; hangup++) { // the first may leave something to be done
      step = run.step(step.state(), new FlowEvent.CallerHungUp(), nowMs);
      commands.addAll(step.commands());
    }
    assertThat(step.state().ended()).as(name).isTrue();
    long ends = commands.stream().filter(RandomCallTest::isEnd).count();
    assertThat(ends).as(name).isEqualTo(1);
    assertThat(isEnd(commands.getLast())).as(name).isTrue();
    List<Long> plays = new ArrayList<>();
    commands.forEach(command -> addPlay(command, plays));
    assertThat(plays).as(name).isSorted().doesNotHaveDuplicates();
  }

  private static FlowEvent event(RunState state, Random random) {
    return switch (random.nextInt(13)) {
      case 0 -> new FlowEvent.Answered();
      case 1, 2, 3 -> new FlowEvent.PlayEnded(state.playIds() - random.nextInt(2));
      case 4, 5 -> new FlowEvent.TimerFired("t" + (state.timerIds() - random.nextInt(2)));
      case 6 -> new FlowEvent.Held();
      case 7 -> new FlowEvent.Resumed();
      case 8 -> random.nextInt(20) == 0 ? new FlowEvent.CallerHungUp() : new FlowEvent.Started();
      case 9 ->
          new FlowEvent.HttpAnswered(
              state.course().requestIds() - random.nextInt(2),
              STATUSES.get(random.nextInt(STATUSES.size())),
              BODIES.get(random.nextInt(BODIES.size())));
      default -> new FlowEvent.Digit("0123456789*#ABCD".charAt(random.nextInt(16)));
    };
  }

  private static boolean needsCaller(FlowCommand command) {
    return command instanceof FlowCommand.Play
        || command instanceof FlowCommand.StartTimer
        || command instanceof FlowCommand.StartRecording
        || command instanceof FlowCommand.Answer;
  }

  private static boolean isEnd(FlowCommand command) {
    return command instanceof FlowCommand.Hangup || command instanceof FlowCommand.Reject;
  }

  private static void addPlay(FlowCommand command, List<Long> plays) {
    if (command instanceof FlowCommand.Play play) {
      plays.add(play.playId());
    }
  }
}
