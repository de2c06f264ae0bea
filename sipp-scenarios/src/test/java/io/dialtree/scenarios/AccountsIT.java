package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.INVALID;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static io.dialtree.scenarios.harness.Tone.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.KazooClient;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.TestCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts do not reach into each other, proved by what callers hear. */
@ExtendWith(SharedServer.class)
final class AccountsIT {
  private static final String WALK = "walk-a-menu";

  @Test
  void shouldHuntInsideTheAccountOfTheMenuAlone(ServerUnderTest server) {
    KazooClient other = new KazooClient(server, "xa");
    KazooClient own = new KazooClient(server, "xb");
    other.put("callflows", played("9151", "sales"));
    String menu =
        own.put(
            "menus",
            """
            {"name": "m", "retries": 1, "interdigit_timeout": 800,
             "media": {"greeting": "greeting", "transfer_media": false}}\
            """);
    own.put(
        "callflows",
        """
        {"numbers": ["7801"], "flow": {"module": "menu", "data": {"id": "%s"}}}\
        """
            .formatted(menu));
    try (TestCall call = TestCall.dial(server, WALK, "7801")) {
      call.awaitTone(GREETING);
      call.press("9151");
      call.shouldEndAsWritten();

      assertThat(call.heard().changes()).startsWith(GREETING, INVALID).doesNotContain(SALES);
    }
    own.put("callflows", played("9151", "support"));
    try (TestCall call = TestCall.dial(server, WALK, "7801")) {
      call.awaitTone(GREETING);
      call.press("9151");
      call.awaitTone(SUPPORT);
      call.shouldEndAsWritten();
    }
  }

  private static String played(String number, String prompt) {
    return """
    {"numbers": ["%s"], "flow": {"module": "play", "data": {"id": "%s"}}}\
    """
        .formatted(number, prompt);
  }
}
