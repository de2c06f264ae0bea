package io.dialtree.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.server.load.LoadPlan;
import io.dialtree.server.load.LoadResult;
import io.dialtree.server.load.LoadRun;
import io.dialtree.sip.endpoint.SipStartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dialtree load URI}: many callers at once, and what they got. */
@Command(
    name = "load",
    description =
        "Calls a SIP URI many times at once and counts what comes back: failed calls, packets, gaps, digits.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private static final Pattern URI =
      Pattern.compile("(sip|rtp):(?:[^@;]+@)?(\\[[0-9a-fA-F:]+]|[^:;?@]+)(?::([0-9]{1,5}))?");
  private static final int SIP_PORT = 5060;
  private static final int PORT_MAX = 65_535;
  private static final int CALLS_MAX =
      10_000; // even ports from the default on, and what two cores can send

  @Parameters(
      paramLabel = "URI",
      description =
          "such as sip:1000@127.0.0.1:5060; rtp:HOST:PORT sends without signalling, call i to PORT + 2 i")
  private String target = "";

  @Option(names = "--calls", description = "at the same time (default: ${DEFAULT-VALUE})")
  private int calls = 100;

  @Option(names = "--rate", description = "new calls a second (default: ${DEFAULT-VALUE})")
  private int rate = 50;

  @Option(
      names = "--seconds",
      description =
          "length of the window in which all calls are up and everything is counted (default: ${DEFAULT-VALUE})")
  private int seconds = 60;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "between the last answer and the window (default: ${DEFAULT-VALUE})")
  private int warmUp = 3;

  @Option(names = "--press", paramLabel = "KEYS", description = "pressed once by every caller")
  private String press = "";

  @Option(
      names = "--mode",
      paramLabel = "rfc4733|inband",
      description = "how keys are sent (default: ${DEFAULT-VALUE})")
  private LoadPlan.KeyMode mode = LoadPlan.KeyMode.RFC4733;

  @Option(
      names = "--audio",
      paramLabel = "speech|silence",
      description = "what callers say (default: ${DEFAULT-VALUE})")
  private LoadPlan.Audio audio = LoadPlan.Audio.SPEECH;

  @Option(
      names = "--expect-tone",
      paramLabel = "HZ",
      description =
          "the keys were understood when this tone comes back; without it, when the call goes on")
  private int expectToneHz;

  @Option(
      names = "--prompt-tone",
      paramLabel = "HZ",
      description =
          "the prompt is this tone: tells how soon it stops at the last key of --press (barge-in)")
  private int promptToneHz;

  @Option(
      names = "--rtp-port",
      paramLabel = "PORT",
      description = "first local RTP port, two a call (default: ${DEFAULT-VALUE})")
  private int rtpPort = 45_000;

  @Option(
      names = "--watch",
      paramLabel = "PID",
      description =
          "a process of this machine, usually the server, whose CPU and memory are told too")
  private long watchPid;

  @Option(names = "--json", description = "one JSON object instead of lines for people")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Matcher uri = URI.matcher(target);
    if (!uri.matches()) {
      return usage(
          "\"" + target + "\" cannot be called; allowed: sip:USER@HOST[:PORT] or rtp:HOST:PORT");
    }
    String wrong = wrongNumber();
    if (!wrong.isEmpty()) {
      return usage(wrong);
    }
    try {
      LoadResult result = new LoadRun(plan(uri), warmUp).run();
      System.out.print(json ? json(result) : result.text());
      return result.isValid() && result.failed() == 0 ? ExitCode.OK : ExitCode.FAILURE;
    } catch (IllegalArgumentException e) {
      return usage(String.valueOf(e.getMessage()));
    } catch (IOException | SipStartFailure e) {
      System.err.println("dialtree: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private String wrongNumber() {
    if (calls < 1 || calls > CALLS_MAX) {
      return "--calls " + calls + ": allowed are 1 to " + CALLS_MAX;
    }
    if (rate < 1 || seconds < 1 || warmUp < 0) {
      return "--rate and --seconds begin at 1, --warm-up at 0";
    }
    return rtpPort < 1024 || rtpPort > PORT_MAX
        ? "--rtp-port " + rtpPort + ": allowed are 1024 to " + PORT_MAX
        : "";
  }

  private LoadPlan plan(Matcher uri) throws IOException {
    InetAddress host = InetAddress.getByName(uri.group(2).replaceAll("[\\[\\]]", ""));
    int port = uri.group(3) == null ? SIP_PORT : Integer.parseInt(uri.group(3));
    return new LoadPlan(
        target,
        new InetSocketAddress(host, port),
        uri.group(1).equals("sip"),
        calls,
        rate,
        seconds,
        press.toUpperCase(Locale.ROOT),
        mode,
        audio,
        expectToneHz > 0 ? OptionalInt.of(expectToneHz) : OptionalInt.empty(),
        promptToneHz > 0 ? OptionalInt.of(promptToneHz) : OptionalInt.empty(),
        rtpPort,
        watchPid > 0 ? OptionalLong.of(watchPid) : OptionalLong.empty());
  }

  private static String json(LoadResult result) {
    try {
      return new ObjectMapper().writeValueAsString(result.figures()) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }

  private static int usage(String message) {
    System.err.println("dialtree: " + message);
    return ExitCode.USAGE;
  }
}
