package io.dialtree.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Finding;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private static LoadedConfig load(
      String file, Map<String, String> environment, Map<String, List<String>> overrides) {
    return ConfigFolder.load(
        MemorySource.of(Map.of("dialtree.yaml", file)), environment, overrides);
  }

  @Test
  void shouldBeReachableByNobodyElseByDefault() {
    Settings settings = load("", Map.of(), Map.of()).settings();
    assertThat(settings.sip().listen()).isEqualTo(new HostPort("127.0.0.1", 5060));
    assertThat(settings.sip().trust())
        .extracting(Cidr::toString)
        .containsExactly("127.0.0.1/32", "::1/128");
    assertThat(settings.media().codecs()).containsExactly("PCMU", "PCMA");
    assertThat(settings.calls().defaultFlow()).isEmpty();
  }

  @Test
  void whatOriginalsLeaveOpenCanBeSet() {
    DialectSettings defaults = load("", Map.of(), Map.of()).settings().dialects();
    assertThat(defaults).isEqualTo(new DialectSettings(false, 5_000, 3));
    String file =
        "kazoo-early-match: on\nzendesk-menu-timeout-ms: 8000\nzendesk-menu-attempts: 1\n";
    assertThat(load(file, Map.of(), Map.of()).settings().dialects())
        .isEqualTo(new DialectSettings(true, 8_000, 1));
    assertThat(load("zendesk-menu-attempts: 0", Map.of(), Map.of()).settingsRefused()).isTrue();
  }

  @Test
  void shouldPreferTheCommandLineToTheEnvironmentAndThatToTheFile() {
    String file = "sip: 127.0.0.2:1\nhttp: 127.0.0.2:2\nmax-calls: 3";
    LoadedConfig config =
        load(
            file,
            Map.of(
                "DIALTREE_SIP",
                "127.0.0.3:1",
                "DIALTREE_HTTP",
                "127.0.0.3:2",
                "DIALTREE_TRUST",
                "10.0.0.0/8, ::1"),
            Map.of("sip", List.of("127.0.0.4:1"), "trust", List.of("192.0.2.0/24", "192.0.2.9")));
    assertThat(config.findings()).isEmpty();
    assertThat(config.settings().sip().listen().host()).isEqualTo("127.0.0.4");
    assertThat(config.settings().http().listen().host()).isEqualTo("127.0.0.3");
    assertThat(config.settings().calls().maxCalls()).isEqualTo(3);
    assertThat(config.settings().sip().trust()).hasSize(2);
  }

  @Test
  void shouldNameFileLineKeyFoundAllowedAndNearestOfEveryMistake() {
    LoadedConfig config =
        load("sip: nowhere\ndrain-second: 5\nptime-ms: 25\ndtmf: inbant\n", Map.of(), Map.of());
    assertThat(config.settingsRefused()).isTrue();
    assertThat(config.findings())
        .extracting(Finding::line)
        .containsExactlyInAnyOrder(
            "memory/dialtree.yaml:1:6: error: sip: found \"nowhere\"; allowed: HOST:PORT, an IPv6 address in brackets"
                + " [value]",
            "memory/dialtree.yaml:2:1: error: drain-second: nobody reads this key; allowed: "
                + String.join(", ", SettingsReader.keys())
                + "; did you mean \"drain-seconds\"? [unknown-key]",
            "memory/dialtree.yaml:3:11: error: ptime-ms: found \"25\"; allowed: 10, 20, 30, 40, 50, 60 [value]",
            "memory/dialtree.yaml:4:7: error: dtmf: found \"inbant\"; allowed: auto, events, inband, info; did you mean"
                + " \"inband\"? [value]");
  }

  @Test
  void shouldTakeKeysOfSrtpWithoutTlsOnlyWhenTheWordIsAllow() {
    assertThat(load("", Map.of(), Map.of()).settings().sip().srtpWithoutTls()).isFalse();
    assertThat(
            load("srtp-sdes-without-tls: allow\n", Map.of(), Map.of())
                .settings()
                .sip()
                .srtpWithoutTls())
        .isTrue();
    LoadedConfig config = load("srtp-sdes-without-tls: true\n", Map.of(), Map.of());
    assertThat(config.settingsRefused()).isTrue();
    assertThat(config.settings().sip().srtpWithoutTls()).isFalse();
  }

  @Test
  void aPublicUrlIsOneOfTheWeb() {
    HttpSettings http =
        load("public-url: https://ivr.example.com/\n", Map.of(), Map.of()).settings().http();
    assertThat(http.publicUrl()).contains("https://ivr.example.com");
    assertThat(load("", Map.of(), Map.of()).settings().http().publicUrl()).isEmpty();
    assertThat(load("public-url: ivr.example.com\n", Map.of(), Map.of()).settingsRefused())
        .isTrue();
  }

  @Test
  void theNarrowestSourceSaysHowItsKeysAreHeard() {
    String file = "dtmf: info\ndtmf-by-source: {192.0.2.0/24: inband, 192.0.2.7: events}\n";
    LoadedConfig config = load(file, Map.of(), Map.of());
    assertThat(config.findings()).isEmpty();
    MediaSettings media = config.settings().media();
    assertThat(media.dtmfFrom(InetAddress.ofLiteral("192.0.2.7")))
        .isEqualTo(MediaSettings.Dtmf.EVENTS);
    assertThat(media.dtmfFrom(InetAddress.ofLiteral("192.0.2.8")))
        .isEqualTo(MediaSettings.Dtmf.INBAND);
    assertThat(media.dtmfFrom(InetAddress.ofLiteral("::1"))).isEqualTo(MediaSettings.Dtmf.INFO);
  }

  @Test
  void sourcesMayComeFromTheEnvironmentToo() {
    Map<String, String> environment =
        Map.of("DIALTREE_DTMF_BY_SOURCE", "2001:db8::/32=events, 192.0.2.9=info");
    MediaSettings media = load("", environment, Map.of()).settings().media();
    assertThat(media.dtmfBySource()).hasSize(2);
    assertThat(media.dtmfFrom(InetAddress.ofLiteral("2001:db8::5")))
        .isEqualTo(MediaSettings.Dtmf.EVENTS);
    assertThat(media.dtmfFrom(InetAddress.ofLiteral("192.0.2.8")))
        .isEqualTo(MediaSettings.Dtmf.AUTO);
  }

  @Test
  void aMistakeInASourceNamesWhatIsAllowedAndTheNearestWord() {
    LoadedConfig config = load("dtmf-by-source: {192.0.2.0/24: inbant}\n", Map.of(), Map.of());
    assertThat(config.settingsRefused()).isTrue();
    assertThat(config.findings())
        .extracting(Finding::line)
        .containsExactly(
            "memory/dialtree.yaml:1:17: error: dtmf-by-source: found \"192.0.2.0/24=inbant\"; allowed: auto, events, inband,"
                + " info, each for an address or a range such as 192.0.2.0/24; did you mean \"inband\"? [value]");
    assertThat(load("dtmf-by-source: {example.org: info}\n", Map.of(), Map.of()).settingsRefused())
        .isTrue();
    assertThat(load("dtmf-by-source: [x]\n", Map.of(), Map.of()).settingsRefused()).isTrue();
    assertThat(load("sip: {a: b}\n", Map.of(), Map.of()).settingsRefused()).isTrue();
  }

  @Test
  void addressesAreWrittenInTheirShortForm() {
    Map<String, String> written =
        Map.of(
            "::1", "::1/128",
            "::", "::/128",
            "2001:db8::/32", "2001:db8::/32",
            "2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1/128",
            "2001:0:0:1:0:0:0:1", "2001:0:0:1::1/128",
            "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1/128",
            "fe80::10:0:0:0", "fe80::10:0:0:0/128",
            "192.0.2.0/24", "192.0.2.0/24");
    written.forEach(
        (text, shortest) -> assertThat(Cidr.parse(text).orElseThrow()).hasToString(shortest));
  }

  @Test
  void shouldNameTheVariableOrOptionOfAMistake() {
    LoadedConfig config =
        load("", Map.of("DIALTREE_MAX_CALLS", "many"), Map.of("rtp-ports", List.of("20000-10000")));
    assertThat(config.findings())
        .extracting(finding -> finding.at().file())
        .containsExactlyInAnyOrder("environment variable DIALTREE_MAX_CALLS", "option --rtp-ports");
    assertThat(config.settings().calls().maxCalls()).isEqualTo(2000);
  }

  @Test
  void shouldRefuseAFolderThatIsNotThere() {
    LoadedConfig config = ConfigFolder.load(Path.of("no-such-folder"), Map.of(), Map.of());
    assertThat(config.settingsRefused()).isTrue();
    assertThat(config.findings()).extracting(Finding::rule).containsExactly("folder");
  }

  @Test
  void shouldRefuseBrokenYamlWithItsLine() {
    LoadedConfig config = load("sip: 127.0.0.1:5060\ntrust: [a\nhttp: x", Map.of(), Map.of());
    assertThat(config.settingsRefused()).isTrue();
    assertThat(config.findings().getFirst().at().line()).isBetween(2, 3);
  }

  @Test
  void shouldMatchAddressesByPrefix() {
    Cidr cidr = Cidr.parse("192.0.2.128/25").orElseThrow();
    assertThat(cidr.contains(InetAddress.ofLiteral("192.0.2.200"))).isTrue();
    assertThat(cidr.contains(InetAddress.ofLiteral("192.0.2.100"))).isFalse();
    assertThat(cidr.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(Cidr.parse("0.0.0.0/0").orElseThrow().contains(InetAddress.ofLiteral("203.0.113.9")))
        .isTrue();
    assertThat(Cidr.parse("192.0.2.0/33")).isEmpty();
    assertThat(Cidr.parse("example.org")).isEmpty();
    assertThat(Cidr.parse("")).isEmpty();
  }

  @Test
  void shouldReadAddressesOfBothVersions() {
    assertThat(HostPort.parse("[::1]:5060")).contains(new HostPort("::1", 5060));
    assertThat(HostPort.parse("localhost:0")).contains(new HostPort("localhost", 0));
    assertThat(HostPort.parse("::1:5060")).isEmpty();
    assertThat(HostPort.parse("127.0.0.1:65536")).isEmpty();
    assertThat(new HostPort("::1", 5060)).hasToString("[::1]:5060");
  }
}
