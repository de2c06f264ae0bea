package io.dialtree.scenarios.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One call to the server: SIPp speaks SIP by the scenario of a promise, an {@link RtpPeer} listens
 * and presses keys. Used by one test.
 */
public final class TestCall implements AutoCloseable {
  /** A prompt begins within this; a loaded machine gets as much. */
  public static final Duration SOON = Duration.ofSeconds(8);

  private final ServerUnderTest server;
  private final String callId;
  private final RtpPeer peer;
  private final SippRun sipp;

  private TestCall(ServerUnderTest server, String callId, RtpPeer peer, SippRun sipp) {
    this.server = server;
    this.callId = callId;
    this.peer = peer;
    this.sipp = sipp;
  }

  /** Dials a number by the scenario of a promise, over UDP with mu-law. */
  public static TestCall dial(ServerUnderTest server, String promise, String number) {
    return dial(CallPlan.to(server, promise, number));
  }

  static TestCall dial(CallPlan plan) {
    Tools.sipp();
    String callId = UUID.randomUUID() + "@127.0.0.1";
    RtpPeer peer = RtpPeer.open(plan.law());
    List<String> options = new ArrayList<>(List.of("-s", plan.number(), "-m", "1"));
    options.addAll(List.of("-cid_str", callId));
    options.addAll(List.of("-key", "peer_port", String.valueOf(peer.port())));
    options.addAll(plan.options());
    Path folder = plan.folder().orElseGet(() -> Tools.workFolder(plan.promise()));
    ServerUnderTest server = plan.server();
    SippRun sipp = SippRun.start(plan.promise(), server.sip(), folder, plan.limit(), options);
    return new TestCall(server, callId, peer, sipp);
  }

  /** Returns the Call-ID of the INVITE. */
  public String callId() {
    return callId;
  }

  /** Returns the media half. */
  public RtpPeer peer() {
    return peer;
  }

  /** Returns the SIP half. */
  public SippRun sipp() {
    return sipp;
  }

  /** Returns what was heard so far. */
  public Heard heard() {
    return peer.heard();
  }

  /** Waits until a tone is heard for the first time and returns when it began. */
  public long awaitTone(Tone tone) {
    return peer.awaitTone(tone, 1, SOON);
  }

  /** Waits until a tone is heard for this many times and returns when the last began. */
  public long awaitTone(Tone tone, int times) {
    return peer.awaitTone(tone, times, SOON);
  }

  /** Waits until the first run of a tone has been over for 150 ms. */
  public void awaitEndOf(Tone tone) {
    awaitTone(tone);
    Await.until(
        () -> peer.nowMs() - heard().runsOf(tone).getFirst().endMs() > 150,
        SOON,
        () -> tone + " does not end; " + heard());
  }

  /** Presses keys by RFC 4733 events and returns when. */
  public long press(String keys) {
    long atMs = peer.nowMs();
    peer.sender().pressEvents(keys);
    return atMs;
  }

  /** Waits for the end of the scenario, fails unless it went as written, returns the record. */
  public CallRecord shouldEndAsWritten() {
    sipp.shouldSucceed();
    return server.record(callId);
  }

  @Override
  public void close() {
    sipp.close();
    peer.close();
  }
}
