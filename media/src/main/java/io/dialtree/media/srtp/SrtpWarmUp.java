package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * Makes the first secured call as fast as the next: the library that secures RTCP measures every
 * cipher of the machine when it is used first, which takes about two seconds, and the transforms of
 * RTP are compiled. Any thread.
 */
public final class SrtpWarmUp {
  private static final int RTP_BYTES = 172;
  private static final int SSRC = 1;
  private static final int PACKETS = 3_000; // then the compiler knows what takes the time

  private SrtpWarmUp() {}

  /** Uses every suite. Blocks for about two seconds the first time in a process. */
  public static void run() {
    for (SrtpSuite suite : SrtpSuite.values()) {
      use(suite);
    }
  }

  private static void use(SrtpSuite suite) {
    SrtpKey key = SrtpKey.of(suite, new byte[suite.keyBytes() + suite.saltBytes()]);
    SrtpSession session = SrtpSession.derive(new SrtpKeys(key, key), SSRC);
    PacketBytes bytes = new PacketBytes();
    ByteBuffer packet = ByteBuffer.allocateDirect(RTP_BYTES + SrtpSuite.TRAILER_BYTES_MAX);
    for (int i = 0; i < PACKETS; i++) {
      packet.clear().limit(RTP_BYTES);
      RtpPacket.writeHeader(packet, 0, false, 0, i, 0, SSRC);
      if (!session.sealer().sealRtp(packet, bytes)
          || session.opener().openRtp(packet, packet.limit(), bytes, 0) != RTP_BYTES) {
        throw new IllegalStateException(suite + " does not open what it sealed");
      }
    }
  }
}
