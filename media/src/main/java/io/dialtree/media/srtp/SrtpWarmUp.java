package io.dialtree.media.srtp;

import java.nio.ByteBuffer;

/**
 * Makes the first secured call as fast as the next: the library measures every cipher of the
 * machine when it is used first, which takes about two seconds. Any thread.
 */
public final class SrtpWarmUp {
  private static final int RTP_BYTES = 172;

  private SrtpWarmUp() {}

  /** Uses every suite once. Blocks for about two seconds the first time in a process. */
  public static void run() {
    for (SrtpSuite suite : SrtpSuite.values()) {
      use(suite);
    }
  }

  private static void use(SrtpSuite suite) {
    SrtpKey key = SrtpKey.of(suite, new byte[suite.keyBytes() + suite.saltBytes()]);
    SrtpSession session = SrtpSession.derive(new SrtpKeys(key, key), 1);
    PacketBytes bytes = new PacketBytes();
    ByteBuffer packet = ByteBuffer.allocate(RTP_BYTES + SrtpSuite.TRAILER_BYTES_MAX);
    packet.put(0, (byte) 0x80).limit(RTP_BYTES);
    session.sealer().sealRtp(packet, bytes);
    session.opener().openRtp(packet, packet.limit(), bytes, 0);
  }
}
