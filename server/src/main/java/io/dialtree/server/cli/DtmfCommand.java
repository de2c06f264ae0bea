package io.dialtree.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitSettings;
import io.dialtree.media.dtmf.DtmfAnalysis;
import io.dialtree.media.dtmf.DtmfAnalysis.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dialtree dtmf FILE|DIR...}: finds the digits in recordings and captures, one JSON line a
 * file.
 */
@Command(
    name = "dtmf",
    description =
        "Finds the digits in recordings (WAV and others) and captures (pcap, pcapng); one JSON line a file.",
    mixinStandardHelpOptions = true)
public final class DtmfCommand implements Callable<Integer> {
  private static final int PAYLOAD_TYPE_MAX = 127;
  private static final int FOLDER_DEPTH_MAX = 16; // Deeper is a loop of links.
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "0..*",
      description = "files, or folders whose files are read")
  private List<String> paths = new ArrayList<>();

  @Option(names = "--list", paramLabel = "FILE", description = "a file with one path a line")
  private @Nullable Path list;

  @Option(
      names = "--event-pt",
      split = ",",
      paramLabel = "N",
      defaultValue = "101",
      description = "payload types of telephone-event (default: ${DEFAULT-VALUE})")
  private List<Integer> eventTypes = List.of();

  @Option(
      names = "--clock",
      paramLabel = "HZ",
      defaultValue = "8000",
      description = "clock of telephone-event (default: ${DEFAULT-VALUE})")
  private int clock;

  @Option(
      names = "--audio-pt",
      split = ",",
      paramLabel = "N=CODEC/HZ",
      defaultValue = "0=PCMU/8000,8=PCMA/8000",
      description = "payload types of audio (default: ${DEFAULT-VALUE})")
  private List<String> audioTypes = List.of();

  @Option(
      names = "--inband",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "whether tones in the audio of captures count (default: ${DEFAULT-VALUE})")
  private String inband = "on";

  @Option(names = "--red-pt", paramLabel = "N", description = "payload type of RFC 2198 redundancy")
  private @Nullable Integer redundancyType;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** A command that prints to standard output. */
  public DtmfCommand() {
    this(new PrintStream(System.out, false, StandardCharsets.UTF_8));
  }

  DtmfCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    DigitSettings settings = settings();
    List<String> named = new ArrayList<>(paths);
    boolean complete = readList(named);
    if (named.isEmpty() && complete) {
      throw wrong("name a file or a folder, or give --list");
    }
    for (String name : named) {
      complete &= analyseAll(name, settings);
    }
    out.flush();
    return complete ? ExitCode.OK : ExitCode.FAILURE;
  }

  private boolean readList(List<String> named) {
    if (list == null) {
      return true;
    }
    try {
      Files.readAllLines(list).stream().filter(line -> !line.isBlank()).forEach(named::add);
      return true;
    } catch (MalformedInputException e) {
      return unreadable(list.toString(), "--list: not a text file in UTF-8");
    } catch (IOException e) {
      return unreadable(list.toString(), "--list: cannot be read: " + e);
    }
  }

  private boolean analyseAll(String name, DigitSettings settings) {
    Path path = Path.of(name);
    if (!Files.isDirectory(path)) {
      return analyse(name, path, settings);
    }
    boolean complete = true;
    try (Stream<Path> files = Files.walk(path, FOLDER_DEPTH_MAX)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        complete &= analyse(file.toString(), file, settings);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      return unreadable(name, "the folder cannot be read: " + e);
    }
    return complete;
  }

  private boolean analyse(String name, Path file, DigitSettings settings) {
    return switch (DtmfAnalysis.analyse(file, settings)) {
      case Result.Recording recording -> print(recording(name, recording));
      case Result.Capture capture -> print(capture(name, capture));
      case Result.Unreadable unreadable -> unreadable(name, unreadable.reason());
    };
  }

  private boolean unreadable(String name, String reason) {
    print(line(name).put("error", reason));
    return false;
  }

  private static ObjectNode recording(String name, Result.Recording recording) {
    ObjectNode line = line(name);
    ArrayNode digits = line.putArray("digits");
    for (DtmfAnalysis.Tone tone : recording.digits()) {
      digits
          .addObject()
          .put("digit", String.valueOf(tone.digit()))
          .put("start_ms", tone.startMs())
          .put("end_ms", tone.endMs())
          .put("at_ms", tone.atMs());
    }
    return line;
  }

  private static ObjectNode capture(String name, Result.Capture capture) {
    ObjectNode line = line(name);
    ArrayNode streams = line.putArray("streams");
    for (DtmfAnalysis.Stream stream : capture.streams()) {
      ObjectNode node = streams.addObject();
      node.put("ssrc", "0x%08x".formatted(stream.ssrc()));
      node.put("from", address(stream.source())).put("to", address(stream.destination()));
      ArrayNode digits = node.putArray("digits");
      for (DtmfAnalysis.Heard heard : stream.digits()) {
        digits
            .addObject()
            .put("digit", String.valueOf(heard.digit()))
            .put("source", heard.source().name().toLowerCase(Locale.ROOT))
            .put("at_ms", Math.round(heard.atMs() * 1000) / 1000.0);
      }
    }
    return line;
  }

  private static String address(java.net.InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static ObjectNode line(String name) {
    return JSON.createObjectNode().put("file", name);
  }

  private boolean print(ObjectNode line) {
    try {
      out.println(JSON.writeValueAsString(line));
      return true;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
    }
  }

  private DigitSettings settings() {
    if (clock < 1000 || clock > 192_000) {
      throw wrong("--clock %d: allowed are 1000 to 192000".formatted(clock));
    }
    Map<Integer, Integer> events = new HashMap<>();
    eventTypes.forEach(type -> events.put(payloadType("--event-pt", type), clock));
    Map<Integer, AudioCodec> codecs = new HashMap<>();
    audioTypes.forEach(text -> addCodec(text, codecs));
    OptionalInt redundancy =
        redundancyType == null
            ? OptionalInt.empty()
            : OptionalInt.of(payloadType("--red-pt", redundancyType));
    DigitMode mode =
        switch (inband) {
          case "on" -> DigitMode.AUTO;
          case "off" -> DigitMode.EVENTS;
          default -> throw wrong("--inband %s: allowed are on and off".formatted(inband));
        };
    return new DigitSettings(mode, events, codecs, redundancy);
  }

  private void addCodec(String text, Map<Integer, AudioCodec> codecs) {
    String[] parts = text.split("[=/]", -1);
    List<String> known =
        Codecs.all().stream().map(c -> c.encodingName() + "/" + c.clockRate()).toList();
    if (parts.length < 2 || parts.length > 3 || !parts[0].matches("\\d{1,3}")) {
      throw wrong("--audio-pt %s: say it like 0=PCMU/8000".formatted(text));
    }
    AudioCodec codec =
        Codecs.named(parts[1]).stream()
            .filter(c -> parts.length == 2 || parts[2].equals(String.valueOf(c.clockRate())))
            .findFirst()
            .orElseThrow(() ->
                wrong(
                    "--audio-pt %s: allowed codecs are %s"
                        .formatted(text, String.join(", ", known))));
    codecs.put(payloadType("--audio-pt", Integer.parseInt(parts[0])), codec);
  }

  private int payloadType(String option, int type) {
    if (type < 0 || type > PAYLOAD_TYPE_MAX) {
      throw wrong("%s %d: allowed are 0 to %d".formatted(option, type, PAYLOAD_TYPE_MAX));
    }
    return type;
  }

  private CommandLine.ParameterException wrong(String message) {
    CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
    return new CommandLine.ParameterException(line, message);
  }
}
