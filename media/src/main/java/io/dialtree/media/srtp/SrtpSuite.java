package io.dialtree.media.srtp;

import java.util.Arrays;
import java.util.Optional;
import org.jitsi.srtp.SrtpPolicy;

/** The crypto suites of RFC 4568 section 6.2 and RFC 7714 section 14.1, under their SDP names. */
public enum SrtpSuite {
  AES_CM_128_HMAC_SHA1_80(false, 16, 14, 10),
  AES_CM_128_HMAC_SHA1_32(false, 16, 14, 4),
  AEAD_AES_128_GCM(true, 16, 12, 16),
  AEAD_AES_256_GCM(true, 32, 12, 16);

  /** The longest tag any suite puts behind a packet, with the index of SRTCP, in bytes. */
  static final int TRAILER_BYTES_MAX = 16 + 4;

  /** RFC 4568 section 6.2.2: RTCP keeps the long tag where that of RTP is short. */
  private static final int RTCP_HMAC_TAG_BYTES = 10;

  private final boolean gcm;
  private final int keyBytes;
  private final int saltBytes;
  private final int tagBytes;

  SrtpSuite(boolean gcm, int keyBytes, int saltBytes, int tagBytes) {
    this.gcm = gcm;
    this.keyBytes = keyBytes;
    this.saltBytes = saltBytes;
    this.tagBytes = tagBytes;
  }

  /** The suite of that name, as in {@code a=crypto}. */
  public static Optional<SrtpSuite> byName(String name) {
    return Arrays.stream(values()).filter(suite -> suite.name().equals(name)).findFirst();
  }

  /** Length of the master key in bytes. */
  public int keyBytes() {
    return keyBytes;
  }

  /** Length of the master salt in bytes. */
  public int saltBytes() {
    return saltBytes;
  }

  /** Length of the tag behind an RTP packet in bytes. */
  int tagBytes() {
    return tagBytes;
  }

  SrtpPolicy rtpPolicy() {
    return policy(tagBytes);
  }

  SrtpPolicy rtcpPolicy() {
    return policy(isGcm() ? tagBytes : RTCP_HMAC_TAG_BYTES);
  }

  /** Whether one cipher encrypts and authenticates; else AES in counter mode and HMAC-SHA1. */
  boolean isGcm() {
    return gcm;
  }

  private SrtpPolicy policy(int tag) {
    return isGcm()
        ? new SrtpPolicy(
            SrtpPolicy.AESGCM_ENCRYPTION,
            keyBytes,
            SrtpPolicy.NULL_AUTHENTICATION,
            0,
            tag,
            saltBytes)
        : new SrtpPolicy(
            SrtpPolicy.AESCM_ENCRYPTION,
            keyBytes,
            SrtpPolicy.HMACSHA1_AUTHENTICATION,
            HmacSha1.KEY_BYTES,
            tag,
            saltBytes);
  }
}
