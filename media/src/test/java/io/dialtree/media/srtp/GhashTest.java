package io.dialtree.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash against published values and against the definition, bit by bit. */
class GhashTest {
  private static final long[] EXTREMES = {
    0, 1, Long.MIN_VALUE, -1, 0x1111_1111_1111_1111L, 0x8888_8888_8888_8888L, 0xF0F0_F0F0_F0F0_F0F0L
  };

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text == null ? "" : text);
  }

  private static String hash(byte[] key, byte[] header, byte[] data) {
    Ghash hash = new Ghash(BigEndian.get(key, 0), BigEndian.get(key, 8));
    hash.reset();
    hash.update(header, 0, header.length);
    hash.update(data, 0, data.length);
    hash.finish(8L * header.length, 8L * data.length);
    return "%016x%016x".formatted(hash.high(), hash.low());
  }

  /** NIST SP 800-38D algorithm 1: the first bit of a block is the coefficient of x^0. */
  private static long[] product(long[] x, long[] y) {
    long[] z = new long[2];
    long[] v = y.clone();
    for (int i = 0; i < 128; i++) {
      if ((x[i >> 6] >>> (63 - (i & 63)) & 1) != 0) {
        z[0] ^= v[0];
        z[1] ^= v[1];
      }
      boolean out = (v[1] & 1) != 0;
      v[1] = (v[1] >>> 1) | (v[0] << 63);
      v[0] = (v[0] >>> 1) ^ (out ? 0xE100_0000_0000_0000L : 0);
    }
    return z;
  }

  private static void assertProduct(long[] key, long[] block) {
    Ghash hash = new Ghash(key[0], key[1]);
    hash.reset();
    hash.finish(block[0], block[1]);
    assertThat(new long[] {hash.high(), hash.low()}).isEqualTo(product(key, block));
  }

  /** The first four of the paper that defines GCM (appendix B), then RFC 7714 section 16.1.1. */
  @ParameterizedTest
  @CsvSource({
    "66e94bd4ef8a2c3b884cfa59ca342b2e,,,00000000000000000000000000000000",
    "66e94bd4ef8a2c3b884cfa59ca342b2e,,0388dace60b6a392f328c2b971b2fe78,"
        + "f38cbb1ad69223dcc3457ae5b6b0f885",
    "b83b533708bf535d0aa6e52980d53b78,,42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329ac"
        + "a12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985,"
        + "7f1b32b81b820d02614f8895ac1d4eac",
    "b83b533708bf535d0aa6e52980d53b78,feedfacedeadbeeffeedfacedeadbeefabaddad2,"
        + "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329ac"
        + "a12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091,"
        + "698e57f70e6ecc7fd9463b7260a9ae5f",
    "c6a13b37878f5b826f4f8162a1c8d879,8040f17b8041f8d35501a0b2,"
        + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833,"
        + "1b964067078c408c4e442a8f015e5264"
  })
  void hashesAsPublished(String key, String header, String data, String hash) {
    assertThat(hash(hex(key), hex(header), hex(data))).isEqualTo(hash);
  }

  @Test
  void multipliesTheFullestAndEmptiestNumbersAsDefined() {
    for (long a : EXTREMES) {
      for (long b : EXTREMES) {
        for (long c : EXTREMES) {
          for (long d : EXTREMES) {
            assertProduct(new long[] {a, b}, new long[] {c, d});
          }
        }
      }
    }
  }

  @Test
  void multipliesAnyNumbersAsDefined() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      assertProduct(
          new long[] {random.nextLong(), random.nextLong()},
          new long[] {random.nextLong(), random.nextLong()});
    }
  }

  @Test
  void hashesAnyNumberOfBlocksAsDefined() {
    Random random = new Random(2);
    for (int length = 0; length < 200; length++) {
      byte[] key = new byte[16];
      byte[] data = new byte[length];
      random.nextBytes(key);
      random.nextBytes(data);
      assertThat(hash(key, new byte[0], data)).isEqualTo(defined(key, data));
    }
  }

  private static String defined(byte[] key, byte[] data) {
    long[] k = {BigEndian.get(key, 0), BigEndian.get(key, 8)};
    byte[] padded = Arrays.copyOf(data, (data.length + 15) / 16 * 16);
    long[] y = new long[2];
    for (int at = 0; at < padded.length; at += 16) {
      y =
          product(
              k,
              new long[] {y[0] ^ BigEndian.get(padded, at), y[1] ^ BigEndian.get(padded, at + 8)});
    }
    y = product(k, new long[] {y[0], y[1] ^ 8L * data.length});
    return "%016x%016x".formatted(y[0], y[1]);
  }
}
