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

  @Test
  void shouldKeepItsPromisesWhateverHappens() {
    for (String example : new String[] {"demo", "kazoo"}) {
      Path folder = Path.of("..", "examples", example);
      LoadedConfig config = ConfigFolder.load(folder, Map.of(), Map.of());
      for (long seed = 0; seed < CALLS; seed++) {
        promises(config, example + " with seed " + seed, new Random(seed));
      }
    }
  }

  private static void promises(LoadedConfig config, String name, Random random) {
    FlowRun run = new FlowRun(config.flows());
    CallFacts facts = new CallFacts("call", "1", "2", "2000", Map.of(), List.of());
    List<FlowCommand> commands = new ArrayList<>();
    Step step = run.start(config.flows().choose("2000").orElseThrow(), facts, 0);
    commands.addAll(step.commands());
    boolean answered = false;
    long nowMs = 0;
    for (int count = 0; count < EVENTS; count++) {
      nowMs += random.nextInt(2_000);
      FlowEvent event = event(step.state(), random);
      answered |= event instanceof FlowEvent.Answered;
      RunState state = RunJson.readState(RunJson.write(step.state()));
      step = run.step(state, event, nowMs);
      assertThat(answered || step.commands().stream().noneMatch(FlowCommand.Play.class::isInstance))
          .as(name)
          .isTrue();
      commands.addAll(step.commands());
    }
    commands.addAll(run.step(step.state(), new FlowEvent.CallerHungUp(), nowMs).commands());
    long ends = commands.stream().filter(RandomCallTest::isEnd).count();
    assertThat(ends).as(name).isEqualTo(1);
    assertThat(isEnd(commands.getLast())).as(name).isTrue();
    List<Long> plays = new ArrayList<>();
    commands.forEach(command -> addPlay(command, plays));
    assertThat(plays).as(name).isSorted().doesNotHaveDuplicates();
  }

  private static FlowEvent event(RunState state, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> new FlowEvent.Answered();
      case 1, 2, 3 -> new FlowEvent.PlayEnded(state.playIds() - random.nextInt(2));
      case 4, 5 -> new FlowEvent.TimerFired("t" + (state.timerIds() - random.nextInt(2)));
      case 6 -> new FlowEvent.Held();
      case 7 -> new FlowEvent.Resumed();
      case 8 -> random.nextInt(20) == 0 ? new FlowEvent.CallerHungUp() : new FlowEvent.Started();
      default -> new FlowEvent.Digit("0123456789*#ABCD".charAt(random.nextInt(16)));
    };
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
