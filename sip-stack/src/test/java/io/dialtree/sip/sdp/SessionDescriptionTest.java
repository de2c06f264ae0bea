package io.dialtree.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.sip.sdp.SessionDescription.Parsed;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionDescriptionTest {

  @Test
  void shouldWriteWhatItReads() {
    String text =
        String.join(
            "\r\n",
            "v=0",
            "o=- 17 3 IN IP4 192.0.2.1",
            "s=-",
            "c=IN IP4 192.0.2.1",
            "t=0 0",
            "a=sendonly",
            "m=audio 4000 RTP/AVP 0 101",
            "c=IN IP6 2001:db8::1",
            "a=rtpmap:101 telephone-event/8000",
            "m=video 0 RTP/AVP 31",
            "");
    assertThat(SessionDescription.parse(text))
        .isInstanceOfSatisfying(
            Parsed.Read.class, read -> assertThat(read.description().write()).isEqualTo(text));
  }

  @Test
  void shouldKeepTheAttributesOfEachLineApart() {
    String text =
        "v=0\no=- 1 1 IN IP4 0.0.0.0\na=x:1\nm=audio 4000 RTP/AVP 0\na=y:2\nm=audio 4002 RTP/AVP 8\na=y:3\n";
    assertThat(SessionDescription.parse(text))
        .isInstanceOfSatisfying(
            Parsed.Read.class,
            read -> {
              assertThat(read.description().attributes())
                  .containsExactly(new SdpAttribute("x", "1"));
              assertThat(read.description().media().get(0).attribute("y")).contains("2");
              assertThat(read.description().media().get(1).attribute("y")).contains("3");
            });
  }

  /** The seed is in the name of what fails. */
  @Test
  void shouldNeverThrowOnDamagedText() {
    String good =
        "v=0\r\no=- 17 3 IN IP4 192.0.2.1\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 101\r\na=ptime:20\r\n";
    LocalMedia local =
        new LocalMedia(
            "192.0.2.1", 3000, java.util.List.of(CodecOffer.of("PCMU", 0, 8000)), 101, 20);
    for (int seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(good);
      for (int i = 0; i < 1 + seed % 4; i++) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
      }
      assertThat(
              Negotiator.answer(
                  text.toString(),
                  local,
                  java.util.Optional.empty(),
                  (_, _) -> java.util.Optional.empty()))
          .as("seed %d", seed)
          .isNotNull();
    }
  }
}
