package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.EXIT;
import static io.dialtree.scenarios.harness.Tone.GOODBYE;
import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.INVALID;
import static io.dialtree.scenarios.harness.Tone.RECORDED;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static io.dialtree.scenarios.harness.Tone.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.KazooClient;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void shouldPlayAnAccountsOwnMediaInPlaceOfASystemPromptInItsMenusAlone(ServerUnderTest server)
      throws IOException {
    KazooClient own = new KazooClient(server, "xc");
    KazooClient other = new KazooClient(server, "xd");
    String media = own.put("media", "{\"name\": \"not on the menu\"}");
    Path wav = Tools.workFolder("media").resolve("own.wav");
    Sound.writeWav(wav, Sound.sines(8_000, 600, RECORDED.hz()), 8_000, 1);
    own.upload(media, Files.readAllBytes(wav));
    hears(server, own, "7802", "\"/xc/" + media + "\"", RECORDED);
    hears(server, other, "7803", "true", INVALID);
    hears(server, own, "7804", "\"/system_media/en-us%2Fmenu-exit\"", EXIT);
  }

  /** What a wrong key of a menu plays. */
  private static void hears(
      ServerUnderTest server, KazooClient account, String number, String media, Tone tone) {
    String menu =
        account.put(
            "menus",
            """
            {"name": "m", "retries": 1, "interdigit_timeout": 800, "hunt": false,
             "media": {"greeting": "greeting", "invalid_media": %s, "exit_media": false}}\
            """
                .formatted(media));
    account.put(
        "callflows",
        """
        {"numbers": ["%s"], "flow": {"module": "menu", "data": {"id": "%s"}}}\
        """
            .formatted(number, menu));
    try (TestCall call = TestCall.dial(server, WALK, number)) {
      call.awaitTone(GREETING);
      call.press("9");
      call.shouldEndAsWritten();

      assertThat(call.heard().changes())
          .as(call.heard()::toString)
          .containsExactly(GREETING, tone, GOODBYE);
    }
  }

  private static String played(String number, String prompt) {
    return """
    {"numbers": ["%s"], "flow": {"module": "play", "data": {"id": "%s"}}}\
    """
        .formatted(number, prompt);
  }
}
