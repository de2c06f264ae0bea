package io.dialtree.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.settings.Cidr;
import io.dialtree.server.outbound.AddressGuard.Verdict;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "public.example", List.of("93.184.216.34", "2606:2800:220:1::1"),
          "mixed.example", List.of("93.184.216.34", "10.0.0.1"),
          "inside.example", List.of("192.168.7.7"));

  private static InetAddress[] lookUp(String host) throws UnknownHostException {
    List<String> literals = NAMES.get(host);
    if (literals == null && !host.matches("\\[.*]|[0-9.]+|localhost")) {
      throw new UnknownHostException(host);
    }
    return literals == null
        ? InetAddress.getAllByName(host)
        : literals.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  private static Verdict check(String url, String... allowed) {
    List<Cidr> ranges = Arrays.stream(allowed).map(text -> Cidr.parse(text).orElseThrow()).toList();
    return new AddressGuard(ranges, "a-setting", AddressGuardTest::lookUp).check(URI.create(url));
  }

  @Test
  void publicAddressesAreCalled() {
    assertThat(check("https://public.example/x?y=1"))
        .isEqualTo(new Verdict.Allowed(InetAddress.ofLiteral("93.184.216.34")));
    assertThat(check("http://93.184.216.34:8080/")).isInstanceOf(Verdict.Allowed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fd12:3456::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001::1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://192.88.99.1/",
        "http://inside.example/",
        "http://mixed.example/",
        "ftp://public.example/",
        "file:///etc/passwd",
        "http://user:secret@public.example/",
        "http:///nothing"
      })
  void whatIsNotPublicIsNotCalled(String url) {
    assertThat(check(url)).isInstanceOf(Verdict.Blocked.class);
  }

  /** Other systems read some of these as 127.0.0.1; the verdict is about the address it names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://017700000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://[::ffff:127.0.0.1%25lo]/"
      })
  void noSpellingOfANumberLeadsToThisMachine(String url) {
    Verdict verdict =
        new AddressGuard(List.of(), "a-setting", InetAddress::getAllByName).check(URI.create(url));
    if (verdict instanceof Verdict.Allowed(InetAddress address)) {
      assertThat(address.isLoopbackAddress()).isFalse();
      assertThat(address.getHostAddress()).isEqualTo("177.0.0.1");
    }
  }

  @Test
  void aRefusalNamesTheSettingThatPermitsIt() {
    assertThat(check("http://10.0.0.1/"))
        .isEqualTo(
            new Verdict.Blocked(
                "10.0.0.1 is no public address; the setting a-setting lists the others that may be"
                    + " asked"));
  }

  @Test
  void theOperatorListsTheNeighboursThatMayBeCalled() {
    assertThat(check("http://127.0.0.1:9999/", "127.0.0.0/8")).isInstanceOf(Verdict.Allowed.class);
    assertThat(check("http://10.1.2.3/", "127.0.0.0/8")).isInstanceOf(Verdict.Blocked.class);
    assertThat(check("http://[fd12:3456::1]/", "fd12::/16")).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void aNameThatNobodyKnowsMayBeKnownLater() {
    assertThat(check("http://nowhere.example/")).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void literalsAreRefusedBeforeAnythingIsQueued() {
    AddressGuard guard = new AddressGuard(List.of(), "a-setting", AddressGuardTest::lookUp);
    assertThat(guard.objection(URI.create("http://127.0.0.1/"))).isPresent();
    assertThat(guard.objection(URI.create("http://inside.example/"))).isEmpty();
    assertThat(guard.objection(URI.create("http://93.184.216.34/"))).isEmpty();
  }
}
