package io.dialtree.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.settings.Cidr;
import io.dialtree.server.task.CallbackGuard.Verdict;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallbackGuardTest {
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
    return new CallbackGuard(ranges, CallbackGuardTest::lookUp).check(URI.create(url));
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
    CallbackGuard guard = new CallbackGuard(List.of(), CallbackGuardTest::lookUp);
    assertThat(guard.objection(URI.create("http://127.0.0.1/"))).isPresent();
    assertThat(guard.objection(URI.create("http://inside.example/"))).isEmpty();
    assertThat(guard.objection(URI.create("http://93.184.216.34/"))).isEmpty();
  }
}
