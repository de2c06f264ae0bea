package io.dialtree.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A second SRTP, written down from RFC 3711 and RFC 7714 with the JDK's ciphers only: the peer of
 * the tests. It keeps no state; the caller says which rollover counter and index a packet has.
 */
final class ReferenceSrtp {
  private static final int RTP_LABEL = 0;
  private static final int RTCP_LABEL = 3;
  private static final int RTP_HEADER = 12;
  private static final int RTCP_HEADER = 8;

  private final SrtpSuite suite;
  private final byte[] masterKey;
  private final byte[] masterSalt;
  private final boolean gcm;

  ReferenceSrtp(SrtpSuite suite, byte[] keyAndSalt) {
    this.suite = suite;
    this.masterKey = Arrays.copyOf(keyAndSalt, suite.keyBytes());
    this.masterSalt =
        Arrays.copyOf(Arrays.copyOfRange(keyAndSalt, suite.keyBytes(), keyAndSalt.length), 14);
    this.gcm = suite.name().endsWith("GCM");
  }

  /** RFC 3711 section 4.3.1 with a key derivation rate of zero. */
  byte[] derive(int label, int count) {
    byte[] iv = Arrays.copyOf(masterSalt, 16);
    iv[7] ^= (byte) label;
    return counterMode(masterKey, iv, new byte[count]);
  }

  byte[] sealRtp(byte[] packet, int rollovers) {
    int sequence = (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF);
    byte[] salt = derive(RTP_LABEL + 2, gcm ? 12 : 14);
    byte[] key = derive(RTP_LABEL, suite.keyBytes());
    byte[] header = Arrays.copyOf(packet, RTP_HEADER);
    byte[] payload = Arrays.copyOfRange(packet, RTP_HEADER, packet.length);
    long index = (long) rollovers << 16 | sequence;
    if (gcm) {
      xor(salt, 2, word(packet, 8), 4);
      xor(salt, 6, index, 6);
      return join(header, gcm(Cipher.ENCRYPT_MODE, key, salt, header, payload));
    }
    byte[] iv = Arrays.copyOf(salt, 16);
    xor(iv, 4, word(packet, 8), 4);
    xor(iv, 8, index, 6);
    byte[] sealed = join(header, counterMode(key, iv, payload));
    byte[] tag = hmac(derive(RTP_LABEL + 1, 20), join(sealed, bytes(rollovers)));
    return join(sealed, Arrays.copyOf(tag, suite.name().endsWith("_32") ? 4 : 10));
  }

  byte[] sealRtcp(byte[] packet, int index) {
    byte[] salt = derive(RTCP_LABEL + 2, gcm ? 12 : 14);
    byte[] key = derive(RTCP_LABEL, suite.keyBytes());
    byte[] header = Arrays.copyOf(packet, RTCP_HEADER);
    byte[] rest = Arrays.copyOfRange(packet, RTCP_HEADER, packet.length);
    byte[] encryptedAndIndex = bytes(index | 0x8000_0000);
    if (gcm) {
      xor(salt, 2, word(packet, 4), 4);
      xor(salt, 8, index, 4);
      byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, salt, join(header, encryptedAndIndex), rest);
      return join(join(header, sealed), encryptedAndIndex);
    }
    byte[] iv = Arrays.copyOf(salt, 16);
    xor(iv, 4, word(packet, 4), 4);
    xor(iv, 10, index, 4);
    byte[] sealed = join(join(header, counterMode(key, iv, rest)), encryptedAndIndex);
    byte[] tag = hmac(derive(RTCP_LABEL + 1, 20), sealed);
    return join(sealed, Arrays.copyOf(tag, 10));
  }

  private static byte[] counterMode(byte[] key, byte[] iv, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gcm(int mode, byte[] key, byte[] iv, byte[] aad, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
      cipher.updateAAD(aad);
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void xor(byte[] into, int at, long value, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] ^= (byte) (value >> (8 * (count - 1 - i)));
    }
  }

  private static long word(byte[] packet, int at) {
    return (packet[at] & 0xFFL) << 24
        | (packet[at + 1] & 0xFF) << 16
        | (packet[at + 2] & 0xFF) << 8
        | (packet[at + 3] & 0xFF);
  }

  private static byte[] bytes(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
