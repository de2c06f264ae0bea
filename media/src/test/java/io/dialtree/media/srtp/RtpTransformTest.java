package io.dialtree.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key streams, keys and packets as the standards print them. */
class RtpTransformTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int HEADER = 12;

  /** RFC 3711 appendix B.2, with the salt already shifted. */
  @ParameterizedTest
  @CsvSource({
    "0000, e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab"
        + "41e95b3bb0a2e8dd477901e4fca894c0",
    "feff, ec8cdf7398607cb0f2d21675ea9ea1e4362b7c3c6773516318a077d7fc5073ae"
        + "6a2cc3787889374fbeb4c81b17ba6c44"
  })
  void makesTheKeyStreamOfTheStandard(String first, String expected) {
    KeyStream stream = new KeyStream(48);
    BlockCipher cipher = new BlockCipher(HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"));
    long low = 0xF8F9_FAFB_FCFD_0000L | Integer.parseInt(first, 16);
    stream.make(cipher, 0xF0F1_F2F3_F4F5_F6F7L, low, 3);
    byte[] bytes = new byte[48];
    stream.apply(bytes, 0, 48, 0);
    assertThat(HEX.formatHex(bytes)).isEqualTo(expected);
  }

  /** RFC 3711 appendix B.3. */
  @Test
  void derivesTheSessionKeysOfTheStandard() {
    KeyDerivation keys =
        new KeyDerivation(
            HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139"),
            HEX.parseHex("0ec675ad498afeebb6960b3aabe6"));
    assertThat(HEX.formatHex(keys.derive(KeyDerivation.RTP_ENCRYPTION, 16)))
        .isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
    assertThat(HEX.formatHex(keys.derive(KeyDerivation.RTP_SALT, 14)))
        .isEqualTo("30cbbc08863d8c85d49db34a9ae1");
    assertThat(HEX.formatHex(keys.derive(KeyDerivation.RTP_AUTHENTICATION, 20)))
        .isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa4");
  }

  /** RFC 7714 sections 16.1.1, 16.1.2, 16.2.1 and 16.2.2. */
  @ParameterizedTest
  @CsvSource({
    "16, f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
        + "899d7f27beb16a9152cf765ee4390cce",
    "32, 32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
        + "7aa3db36dfffd6b0f9bb7878d7a76c13"
  })
  void sealsAndOpensThePacketOfTheStandard(int keyBytes, String expected) {
    byte[] key = new byte[keyBytes];
    for (int i = 0; i < keyBytes; i++) {
      key[i] = (byte) i;
    }
    AesGcmTransform transform = new AesGcmTransform(key, HEX.parseHex("517569642070726f2071756f"));
    byte[] plain =
        HEX.parseHex(
            "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e6973"
                + "2064697669736120696e207061727465732074726573");
    PacketBytes bytes = new PacketBytes();
    assertThat(bytes.load(ByteBuffer.wrap(plain), plain.length)).isTrue();
    transform.seal(bytes, HEADER, 0x5501_A0B2, 0xF17B);
    assertThat(HEX.formatHex(taken(bytes), HEADER, bytes.getLength())).isEqualTo(expected);
    assertThat(transform.open(bytes, HEADER, 0x5501_A0B2, 0xF17B)).isTrue();
    assertThat(taken(bytes)).isEqualTo(plain);
  }

  private static byte[] taken(PacketBytes bytes) {
    return Arrays.copyOf(bytes.getBuffer(), bytes.getLength());
  }
}
