package io.dialtree.server.cli;

import io.dialtree.media.srtp.SrtpWarmUp;
import io.dialtree.server.dial.DialPlan;
import io.dialtree.server.dial.DialReport;
import io.dialtree.server.dial.Dialler;
import io.dialtree.server.dial.KeyPlan;
import io.dialtree.sip.endpoint.SipStartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dialtree dial URI}: a small caller for trying a server. */
@Command(
    name = "dial",
    description = "Dials a SIP URI, presses keys, records what it hears and prints what happened.",
    mixinStandardHelpOptions = true)
final class DialCommand implements Callable<Integer> {
  private static final Pattern URI =
      Pattern.compile("sip:(?:[^@;]+@)?(\\[[0-9a-fA-F:]+]|[^:;?]+)(?::([0-9]{1,5}))?(?:[;?].*)?");
  private static final int SIP_PORT = 5060;

  @Parameters(paramLabel = "URI", description = "such as sip:1000@127.0.0.1:5060;transport=tcp")
  private String target = "";

  @Option(
      names = "--press",
      paramLabel = "KEYS",
      description =
          "groups of keys, each when the far end falls silent (12#,3) or at a time (1@2.5s,2@6s)")
  private String press = "";

  @Option(
      names = "--mode",
      paramLabel = "rfc4733|inband|info",
      description = "how keys are sent (default: ${DEFAULT-VALUE})")
  private DialPlan.KeyMode mode = DialPlan.KeyMode.RFC4733;

  @Option(names = "--record", paramLabel = "FILE", description = "WAV file for what is heard")
  private @Nullable Path record;

  @Option(names = "--srtp", description = "offers secured media (SRTP) and takes nothing else")
  private boolean srtp;

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Option(
      names = "--from",
      paramLabel = "USER",
      description = "who calls (default: ${DEFAULT-VALUE})")
  private String from = "dialtree";

  @Option(
      names = "--key-ms",
      paramLabel = "MS",
      description = "length of a press (default: ${DEFAULT-VALUE})")
  private int keyMs = 100;

  @Option(
      names = "--gap-ms",
      paramLabel = "MS",
      description = "between two presses (default: ${DEFAULT-VALUE})")
  private int gapMs = 100;

  @Option(
      names = "--ring-limit",
      paramLabel = "SECONDS",
      description = "cancel when nobody answers (default: ${DEFAULT-VALUE})")
  private int ringLimitS = 30;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "hang up then (default: ${DEFAULT-VALUE})")
  private int limitS = 120;

  @Override
  public Integer call() throws InterruptedException {
    Matcher uri = URI.matcher(target);
    if (!uri.matches()) {
      return usage(
          "\"" + target + "\" is no SIP URI; allowed: sip:USER@HOST[:PORT][;transport=tcp]");
    }
    try {
      KeyPlan keys = KeyPlan.parse(press);
      InetSocketAddress address =
          new InetSocketAddress(
              InetAddress.getByName(uri.group(1).replaceAll("[\\[\\]]", "")),
              uri.group(2) == null ? SIP_PORT : Integer.parseInt(uri.group(2)));
      DialPlan plan =
          new DialPlan(
              target,
              from,
              keys,
              mode,
              keyMs,
              gapMs,
              ringLimitS * 1000L,
              limitS * 1000L,
              srtp,
              Optional.ofNullable(record));
      if (srtp) {
        SrtpWarmUp.run(); // before the clock of the report starts
      }
      return new Dialler(plan, new DialReport(System.out, json)).run(address)
          ? ExitCode.OK
          : ExitCode.FAILURE;
    } catch (IllegalArgumentException e) {
      return usage(String.valueOf(e.getMessage()));
    } catch (IOException | SipStartFailure e) {
      System.err.println("dialtree: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private static int usage(String message) {
    System.err.println("dialtree: " + message);
    return ExitCode.USAGE;
  }
}
