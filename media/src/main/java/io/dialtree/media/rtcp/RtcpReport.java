package io.dialtree.media.rtcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes and reads compound RTCP packets: SR or RR, SDES with the CNAME, BYE (RFC 3550 section 6).
 * Confined to the media thread; the buffer is reused.
 */
public final class RtcpReport {
  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int SDES = 202;
  private static final int BYE = 203;
  private static final int SDES_CNAME = 1;
  private static final int VERSION = 2 << 6;
  private static final long NTP_EPOCH_OFFSET_S = 2_208_988_800L;

  private final byte[] cname;
  private final int ssrc;
  private int lastSenderReport;
  private long lastSenderReportNs;

  /**
   * @param ssrc ours
   * @param cname the canonical name, at most 255 bytes; random, so that it tells nobody who we are
   *     (RFC 7022)
   */
  public RtcpReport(int ssrc, String cname) {
    this.ssrc = ssrc;
    this.cname = cname.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Writes one compound packet at position 0 and sets the limit.
   *
   * @param packetsSent 0 makes it a receiver report
   * @param rtpTimestamp what our stream's clock shows now
   * @param wallMs now in Unix milliseconds
   */
  public void write(
      ByteBuffer out,
      ReceiveStats received,
      long packetsSent,
      long bytesSent,
      int rtpTimestamp,
      long wallMs,
      long nowNs,
      boolean bye) {
    out.clear();
    int blocks = received.isStarted() ? 1 : 0;
    boolean sender = packetsSent > 0;
    header(
        out, blocks, sender ? SENDER_REPORT : RECEIVER_REPORT, 1 + (sender ? 5 : 0) + 6 * blocks);
    out.putInt(ssrc);
    if (sender) {
      out.putInt((int) (wallMs / 1000 + NTP_EPOCH_OFFSET_S));
      out.putInt((int) (((wallMs % 1000) << 32) / 1000));
      out.putInt(rtpTimestamp).putInt((int) packetsSent).putInt((int) bytesSent);
    }
    if (blocks == 1) {
      block(out, received, nowNs);
    }
    sdes(out);
    if (bye) {
      header(out, 1, BYE, 1);
      out.putInt(ssrc);
    }
    out.flip();
  }

  private void block(ByteBuffer out, ReceiveStats r, long nowNs) {
    out.putInt(r.ssrc());
    int lost = (int) Math.min(0x7FFFFF, r.lost());
    out.putInt(r.takeFractionLost() << 24 | lost);
    out.putInt((int) r.extendedMax()).putInt((int) r.jitterTicks());
    out.putInt(lastSenderReport);
    long delayNs = lastSenderReport == 0 ? 0 : nowNs - lastSenderReportNs;
    out.putInt((int) (delayNs * 65536 / 1_000_000_000L));
  }

  private void sdes(ByteBuffer out) {
    int chunk = 4 + 2 + cname.length;
    int padded = (chunk + 4) & ~3; // at least one null octet ends the list of items
    header(out, 1, SDES, padded / 4);
    out.putInt(ssrc).put((byte) SDES_CNAME).put((byte) cname.length).put(cname);
    for (int i = chunk; i < padded; i++) {
      out.put((byte) 0);
    }
  }

  /** Length counts 32-bit words after the header's own. */
  private static void header(ByteBuffer out, int count, int type, int words) {
    out.put((byte) (VERSION | count)).put((byte) type).putShort((short) words);
  }

  /**
   * Takes a packet from the peer: remembers its sender report for the delay fields of ours.
   *
   * @return false when it is no RTCP
   */
  public boolean onPacket(ByteBuffer in, int length, long nowNs) {
    if (length < 8 || (in.get(0) & 0xC0) != VERSION) {
      return false;
    }
    int type = in.get(1) & 0xFF;
    if (type < SENDER_REPORT || type > 207) {
      return false;
    }
    if (type == SENDER_REPORT && length >= 28) {
      lastSenderReport = in.getInt(8) << 16 | in.getInt(12) >>> 16;
      lastSenderReportNs = nowNs;
    }
    return true;
  }
}
