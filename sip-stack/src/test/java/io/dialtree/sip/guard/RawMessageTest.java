package io.dialtree.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMessageTest {
  private static int hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return RawMessage.callIdHash(bytes, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X\r\nCall-ID: a@b\r\n\r\n",
        "X\r\ncall-id:a@b\r\n\r\n",
        "X\r\nVia: y\r\nI :a@b \r\n\r\n",
        "X\nCALL-ID \t: \r\n  a@b\n\n",
        "X\r\ni: a@b"
      })
  void shouldFindTheSameCallInEverySpelling(String text) {
    assertThat(hash(text))
        .isEqualTo(hash("Y\r\nCall-ID: a@b\r\n\r\n"))
        .isNotEqualTo(RawMessage.NO_CALL_ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "X",
        "X\r\n\r\nCall-ID: in-the-body\r\n",
        "X\r\nInfo: y\r\n\r\n",
        "X\r\nCall-IDs: y\r\n\r\n",
        "Call-ID: x"
      })
  void shouldFindNoCallWhereNoneIs(String text) {
    assertThat(hash(text)).isEqualTo(RawMessage.NO_CALL_ID);
  }

  @Test
  void shouldTellNewWorkFromRunningCalls() {
    assertThat(isNew("INVITE sip:x@y SIP/2.0")).isTrue();
    assertThat(isNew("options sip:x@y SIP/2.0")).isTrue();
    assertThat(isNew("BYE sip:x@y SIP/2.0")).isFalse();
    assertThat(isNew("SIP/2.0 200 OK")).isFalse();
  }

  private static boolean isNew(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return RawMessage.startsSomethingNew(bytes, bytes.length);
  }

  @Test
  void shouldBoundWhatTheParserSees() {
    String ok = "OPTIONS sip:x@y SIP/2.0\r\nFrom: a\r\n";
    assertThat(acceptable(ok + "\r\n")).isTrue();
    assertThat(acceptable(ok)).as("the end of the datagram ends the headers").isTrue();
    assertThat(acceptable(ok + "f: b\r\n\r\n")).as("a second From").isFalse();
    assertThat(acceptable(ok + "X: " + "a".repeat(HeaderLimits.LINE_BYTES_MAX) + "\r\n\r\n"))
        .isFalse();
    assertThat(acceptable(ok + "X: a\r\n".repeat(HeaderLimits.HEADERS_MAX) + "\r\n")).isFalse();
    assertThat(acceptable(ok + ("X: " + "a".repeat(1000) + "\r\n").repeat(20) + "\r\n")).isFalse();
    assertThat(acceptable(ok + "X: \0\r\n\r\n")).isFalse();
    assertThat(acceptable(ok + "\r\nFrom: in the body\0")).isTrue();
    assertThat(acceptable("\r\n\r\n")).isFalse();
  }

  private static boolean acceptable(String text) {
    return HeaderLimits.acceptable(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldWriteNoControlCharactersIntoALog() {
    assertThat(LogText.escape("a\r\nb\u001b[1mc")).isEqualTo("a\\x0D\\x0Ab\\x1B[1mc");
    assertThat(LogText.escape("x".repeat(1000))).hasSizeLessThanOrEqualTo(200);
  }
}
