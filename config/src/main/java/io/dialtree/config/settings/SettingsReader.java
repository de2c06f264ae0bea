package io.dialtree.config.settings;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes settings of what somebody wrote. Always gives settings; whether they may be used, the
 * findings say.
 */
public final class SettingsReader {
  private static final List<String> DTMF = List.of("auto", "events", "inband", "info");
  private static final List<String> CODECS = List.of("PCMU", "PCMA", "G722", "L16", "OPUS");

  private static final String POSTGRES_FORM = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE";

  private static final String RANGES = "addresses or ranges such as 192.0.2.0/24";

  private final SettingLayers layers;

  /**
   * Takes the layers, the strongest last.
   *
   * @param file the parsed {@code dialtree.yaml}, empty when there is none
   */
  public SettingsReader(
      Optional<DocNode> file,
      Map<String, String> environment,
      Map<String, List<String>> overrides,
      Findings findings) {
    layers = new SettingLayers(findings);
    file.ifPresent(layers::file);
    layers.environment(environment);
    layers.overrides(overrides);
  }

  /** Names of all settings, in the order of the reference. */
  public static Set<String> keys() {
    return SettingLayers.keys();
  }

  /** Where the value of a key comes from. */
  public SourcePosition at(String key) {
    return layers.at(key);
  }

  /** Everything that can be set. */
  public Settings settings() {
    return new Settings(
        new SipSettings(
            hostPort("sip"),
            trust(),
            onNet(),
            advertise(),
            integer("ring-seconds", 0, 60),
            word("srtp-sdes-without-tls", "refuse", "allow").equals("allow")),
        new HttpSettings(
            hostPort("http"),
            single("public-url", "an http or https URL", SettingsReader::webUrl)
                .map(url -> url.toString().replaceAll("/+$", "")),
            word("metrics", "auth", "open").equals("open"),
            layers.value("http-step-allow", RANGES, SettingsReader::cidrs)),
        media(),
        new CallSettings(
            Optional.of(text("default-flow")).filter(id -> !id.isEmpty()),
            integer("max-call-seconds", 1, 86_400),
            integer("max-calls", 1, 100_000),
            integer("drain-seconds", 0, 3_600)),
        new SpeechSettings(
            word("speech-engine", "freetts", "espeak-ng"), text("speech-voice"), voices()),
        LogMode.valueOf(word("log", "auto", "text", "json").toUpperCase(Locale.ROOT)),
        single("data", "a path", SettingsReader::path),
        new StoreSettings(single("store", "sqlite, or " + POSTGRES_FORM, SettingsReader::storeUrl)),
        faces(),
        new DialectSettings(
            word("kazoo-early-match", "off", "on").equals("on"),
            integer("zendesk-menu-timeout-ms", 500, 60_000),
            integer("zendesk-menu-attempts", 1, 10)));
  }

  private FaceSettings faces() {
    return new FaceSettings(
        layers.value("callbacks-allow", RANGES, SettingsReader::cidrs),
        single("sms-webhook", "an http or https URL", SettingsReader::webUrl),
        word("callflow-delete", "empty", "envelope").equals("envelope"));
  }

  private MediaSettings media() {
    List<Integer> ports =
        single(
            "rtp-ports", "LOWEST-HIGHEST, from 1024 to 65535, at least two", SettingsReader::ports);
    return new MediaSettings(
        ports.getFirst(),
        ports.getLast(),
        integer("rtp-timeout-seconds", 0, 86_400),
        single("media-threads", "auto, or 1 to 256", SettingsReader::threads),
        single("dtmf", String.join(", ", DTMF), SettingsReader::dtmf),
        layers.value(
            "dtmf-by-source",
            String.join(", ", DTMF) + ", each for an address or a range such as 192.0.2.0/24",
            SettingsReader::dtmfBySource),
        layers.value("codecs", String.join(", ", CODECS), SettingsReader::codecs),
        single(
            "ptime-ms",
            "10, 20, 30, 40, 50, 60",
            text -> number(text, 10, 60).filter(ms -> ms % 10 == 0)),
        word("io-uring", "auto", "off").equals("auto"));
  }

  private HostPort hostPort(String key) {
    return single(key, "HOST:PORT, an IPv6 address in brackets", HostPort::parse);
  }

  private List<Cidr> onNet() {
    return layers.value(
        "on-net", "addresses or ranges such as 192.0.2.0/24", SettingsReader::cidrs);
  }

  private List<Cidr> trust() {
    return layers.value("trust", RANGES, SettingsReader::cidrs);
  }

  private String advertise() {
    return single(
        "advertise",
        "auto, or an IP address",
        text ->
            Optional.of(text)
                .filter(it -> it.equals(SipSettings.AUTO) || Cidr.literal(it).isPresent()));
  }

  private Map<String, String> voices() {
    return layers.value(
        "speech-voices", "LANGUAGE=VOICE, such as de=german-mbrola-5", SettingsReader::voices);
  }

  private static Optional<Map<String, String>> voices(List<String> values) {
    Map<String, String> voices = new TreeMap<>();
    for (String value : values) {
      String[] parts = value.strip().split("=", -1);
      boolean good =
          parts.length == 2 && parts[0].matches("[A-Za-z-]{2,35}") && !parts[1].isBlank();
      if (good) {
        voices.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
      } else if (!value.isBlank()) {
        return Optional.empty();
      }
    }
    return Optional.of(voices);
  }

  private int integer(String key, int min, int max) {
    return single(key, min + " to " + max, text -> number(text, min, max));
  }

  private String word(String key, String... words) {
    return single(
        key,
        String.join(", ", words),
        text -> Optional.of(text).filter(Arrays.asList(words)::contains));
  }

  private String text(String key) {
    return single(key, "text", Optional::of);
  }

  private <T> T single(String key, String allowed, Function<String, Optional<T>> parse) {
    return layers.value(
        key,
        allowed,
        values -> values.size() == 1 ? parse.apply(values.getFirst().strip()) : Optional.empty());
  }

  private static Optional<Integer> number(String text, int min, int max) {
    return Optional.of(text)
        .filter(it -> it.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(value -> value >= min && value <= max);
  }

  private static Optional<Integer> threads(String text) {
    return text.equals("auto") ? Optional.of(0) : number(text, 1, 256);
  }

  private static Optional<List<Integer>> ports(String text) {
    String[] ends = text.split("-", -1);
    if (ends.length != 2) {
      return Optional.empty();
    }
    Optional<Integer> lowest = number(ends[0].strip(), 1024, 65_535);
    Optional<Integer> highest = number(ends[1].strip(), 1024, 65_535);
    // RTP takes the even port of a pair (RFC 3550 section 11), so an odd lowest port is left out.
    return lowest
        .map(port -> port + port % 2)
        .flatMap(low -> highest.filter(high -> high > low).map(high -> List.of(low, high)));
  }

  /** Empty text is no URL. */
  private static Optional<Optional<URI>> webUrl(String text) {
    if (text.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    try {
      URI url = new URI(text);
      boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return isHttp && url.getHost() != null ? Optional.of(Optional.of(url)) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<List<Cidr>> cidrs(List<String> values) {
    List<Cidr> cidrs = new ArrayList<>();
    for (String value : values) {
      Optional<Cidr> cidr = Cidr.parse(value.strip());
      if (cidr.isEmpty()) {
        return Optional.empty();
      }
      cidrs.add(cidr.get());
    }
    return Optional.of(cidrs);
  }

  private static Optional<MediaSettings.Dtmf> dtmf(String word) {
    return Optional.of(word)
        .filter(DTMF::contains)
        .map(it -> MediaSettings.Dtmf.valueOf(it.toUpperCase(Locale.ROOT)));
  }

  private static Optional<Map<Cidr, MediaSettings.Dtmf>> dtmfBySource(List<String> pairs) {
    Map<Cidr, MediaSettings.Dtmf> modes = new LinkedHashMap<>();
    for (String pair : pairs) {
      String[] parts = pair.split("=", -1);
      Optional<Cidr> source = Cidr.parse(parts[0].strip());
      Optional<MediaSettings.Dtmf> mode =
          parts.length == 2 ? dtmf(parts[1].strip()) : Optional.empty();
      if (source.isEmpty() || mode.isEmpty()) {
        return Optional.empty();
      }
      modes.put(source.get(), mode.get());
    }
    return Optional.of(modes);
  }

  private static Optional<List<String>> codecs(List<String> values) {
    List<String> codecs =
        values.stream().map(value -> value.strip().toUpperCase(Locale.ROOT)).distinct().toList();
    return Optional.of(codecs).filter(list -> !list.isEmpty() && CODECS.containsAll(list));
  }

  private static Optional<String> storeUrl(String text) {
    return text.equals("sqlite")
        ? Optional.of("")
        : Optional.of(text).filter(it -> it.matches("postgres(ql)?://\\S+/[^\\s/]+"));
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
