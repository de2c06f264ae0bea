package io.dialtree.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class HostNamesTest {
  private static final InetAddress SOMEWHERE = InetAddress.ofLiteral("192.0.2.1");
  private final List<String> asked = new ArrayList<>();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private long nowNs;
  private final HostNames names = new HostNames(this::lookUp, threads::add, () -> nowNs);

  private InetAddress lookUp(String name) throws UnknownHostException {
    asked.add(name);
    if (name.endsWith(".invalid")) {
      throw new UnknownHostException(name);
    }
    return SOMEWHERE;
  }

  private void answer() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  @Test
  void aLiteralAddressIsNotAskedFor() {
    assertThat(names.known("192.0.2.1")).contains(SOMEWHERE);
    assertThat(names.known("[2001:db8::1]")).contains(InetAddress.ofLiteral("2001:db8::1"));
    assertThat(threads).isEmpty();
  }

  @Test
  void whoeverSendsIsToldWhatIsKnownAndNeverWaits() {
    assertThat(names.known("pbx.example.org")).isEmpty();
    assertThat(asked).isEmpty();
    answer();
    assertThat(names.known("pbx.example.org")).contains(SOMEWHERE);
    assertThat(asked).containsExactly("pbx.example.org");
  }

  @Test
  void aNameIsAskedForOnceUntilItsAnswerIsOld() {
    names.known("pbx.example.org");
    names.known("pbx.example.org");
    answer();
    nowNs += HostNames.FRESH_NS + 1;
    assertThat(names.known("pbx.example.org")).contains(SOMEWHERE);
    answer();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aNameThatNobodyKnowsIsNotAskedForAgainAtOnce() {
    names.known("nowhere.invalid");
    answer();
    assertThat(names.known("nowhere.invalid")).isEmpty();
    assertThat(threads).isEmpty();
  }

  @Test
  void manyNamesNeitherFillTheMemoryNorStartAThreadEach() {
    for (int i = 0; i < 100; i++) {
      names.known("host" + i + ".example.org");
    }
    assertThat(threads).hasSize(8);
  }
}
