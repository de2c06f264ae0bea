package io.dialtree.server.flowcode;

import io.dialtree.ivr.script.FlowScript;
import io.dialtree.ivr.script.ScriptReader;
import io.dialtree.ivr.script.ScriptRun;
import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.server.dial.DialPlan;
import io.dialtree.server.dial.DialReport;
import io.dialtree.server.dial.Dialler;
import io.dialtree.server.dial.KeyPlan;
import io.dialtree.server.dial.ScriptCaller;
import io.dialtree.sip.endpoint.SipStartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs tests as real calls to a running server. Blocks; one call at a time.
 *
 * @param server where its SIP listens
 * @param tonesHz frequency of the prompts that are one pure tone, by name
 */
public record SipTests(InetSocketAddress server, Map<String, Double> tonesHz) {
  private static final int KEY_MS = 100;
  private static final long RING_LIMIT_MS = 30_000;
  private static final long LIMIT_MS = 300_000;

  /** Copies the map. */
  public SipTests {
    tonesHz = Map.copyOf(tonesHz);
  }

  /** Tests against this server, whose prompts are these files. */
  public static SipTests against(InetSocketAddress server, Map<String, Path> prompts) {
    Map<String, Double> tonesHz = new TreeMap<>();
    prompts.forEach((name, file) -> {
      if (AudioFile.read(file) instanceof AudioRead.Pcm pcm) {
        ScriptCaller.toneOf(pcm.at(8_000).samples()).ifPresent(hz -> tonesHz.put(name, hz));
      }
    });
    return new SipTests(server, tonesHz);
  }

  /** Why a test cannot be run as a call; empty when it can. */
  public static String reasonToSkip(FlowScript script) {
    if (script.call().to().isEmpty()) {
      return "names a flow and no number";
    }
    if (!script.web().isEmpty()) {
      return "needs web services that answer as written";
    }
    return script.call().startedAtMs() == ScriptReader.DEFAULT_START_MS
        ? ""
        : "needs a clock of its own";
  }

  /** Runs one test. */
  public FlowTests.Result run(FlowScript script) throws InterruptedException {
    long startNs = System.nanoTime();
    ScriptCaller caller = new ScriptCaller(script, tonesHz);
    Optional<ScriptRun.Miss> trouble = call(script, caller);
    return new FlowTests.Result(
        script,
        trouble.or(caller::miss),
        (System.nanoTime() - startNs) / 1e6,
        caller.unseen().isEmpty() ? "" : "cannot tell over SIP: " + caller.unseen());
  }

  private Optional<ScriptRun.Miss> call(FlowScript script, ScriptCaller caller)
      throws InterruptedException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new Dialler(plan(script.call()), new DialReport(nowhere, true), caller).run(server);
      return Optional.empty();
    } catch (IOException | SipStartFailure e) {
      return Optional.of(new ScriptRun.Miss(script.at(), "no call: " + e.getMessage()));
    }
  }

  private DialPlan plan(FlowScript.Call call) {
    String host = server.getAddress().getHostAddress();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return new DialPlan(
        "sip:" + call.to() + "@" + literal + ":" + server.getPort(),
        call.from(),
        new KeyPlan(List.of()),
        DialPlan.KeyMode.RFC4733,
        KEY_MS,
        KEY_MS,
        RING_LIMIT_MS,
        LIMIT_MS,
        false,
        Optional.empty());
  }
}
