package io.dialtree.scenarios.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call that is going to be dialled. Immutable.
 *
 * @param promise the folder of the scenario
 * @param law what the phone speaks; it understands both
 * @param limit when the scenario must be over
 * @param folder where SIPp runs, if a scenario names a file to play; else a fresh one
 * @param options further options of SIPp
 */
public record CallPlan(
    ServerUnderTest server,
    String promise,
    String number,
    G711 law,
    Duration limit,
    Optional<Path> folder,
    List<String> options) {

  /** Plans a call over UDP with mu-law, to be over within 40 s. */
  public static CallPlan to(ServerUnderTest server, String promise, String number) {
    Duration limit = Duration.ofSeconds(40);
    return new CallPlan(server, promise, number, G711.ULAW, limit, Optional.empty(), List.of());
  }

  /** Speaks the other law. */
  public CallPlan speaking(G711 other) {
    return new CallPlan(server, promise, number, other, limit, folder, options);
  }

  /** Runs SIPp where the scenario's files lie. */
  public CallPlan in(Path other) {
    return new CallPlan(server, promise, number, law, limit, Optional.of(other), options);
  }

  /** Gives SIPp further options. */
  public CallPlan with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new CallPlan(server, promise, number, law, limit, folder, List.copyOf(all));
  }

  /** Dials. */
  public TestCall dial() {
    return TestCall.dial(this);
  }
}
