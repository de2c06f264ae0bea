package io.dialtree.media.dtmf;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A sender of RTP for tests with a clock of its own: it feeds a {@link DigitReceiver} and notes
 * what comes out.
 */
final class RtpStream {
  static final int EVENT_TYPE = 101;
  static final int RED_TYPE = 121;
  static final long MS = 1_000_000;

  private final ByteBuffer packet = ByteBuffer.allocate(1500);
  private final List<String> heard = new ArrayList<>();
  private final DigitReceiver receiver;
  private int ssrc = 0x1234;
  private int sequence = 65_530;
  private int timestamp = 0xFFFFFE00;
  private long nowNs = 5_000 * MS;

  RtpStream(DigitMode mode) {
    receiver =
        new DigitReceiver(
            settings(mode), (digit, source, durationMs, atNs) -> heard.add(digit + ":" + source));
  }

  static DigitSettings settings(DigitMode mode) {
    return new DigitSettings(
        mode,
        Map.of(EVENT_TYPE, 8000),
        Map.of(0, G711.PCMU, 8, G711.PCMA),
        OptionalInt.of(RED_TYPE));
  }

  DigitReceiver receiver() {
    return receiver;
  }

  /** What was heard so far, such as {@code 5:EVENT}. */
  List<String> heard() {
    return heard;
  }

  int timestamp() {
    return timestamp;
  }

  int sequence() {
    return sequence;
  }

  long nowNs() {
    return nowNs;
  }

  void changeSsrc() {
    ssrc++;
    sequence = 7;
    timestamp = 99;
  }

  /** Lets time pass, with ticks; the timestamp goes on. */
  void pass(int ms) {
    for (int i = 0; i < ms; i += 5) {
      nowNs += 5 * MS;
      receiver.onTick(nowNs);
    }
    timestamp += 8 * ms;
  }

  void skipSequence(int packets) {
    sequence += packets;
  }

  /** An event packet now; the sequence goes on by one. */
  void event(int code, boolean end, int ticks, int eventTimestamp) {
    eventAt(sequence++, code, end, ticks, eventTimestamp);
  }

  void eventAt(int sequenceNumber, int code, boolean end, int ticks, int eventTimestamp) {
    RtpPacket.writeHeader(packet, 0, false, EVENT_TYPE, sequenceNumber, eventTimestamp, ssrc);
    packet.putInt(12, block(code, end, ticks));
    receiver.onPacket(packet, 0, 16, nowNs);
  }

  /** A whole press as the standard says it, 20 ms a packet. */
  void press(int code, int ms) {
    int start = timestamp;
    for (int at = 20; at <= ms; at += 20) {
      event(code, false, 8 * at, start);
      pass(20);
    }
    for (int i = 0; i < 3; i++) {
      event(code, true, 8 * ms, start);
    }
  }

  /** An RFC 2198 packet: older event blocks as (code, ticks, age in ticks), then the newest. */
  void redundant(int[][] older, int code, boolean end, int ticks, int eventTimestamp) {
    RtpPacket.writeHeader(packet, 0, false, RED_TYPE, sequence++, eventTimestamp, ssrc);
    int at = RtpPacket.HEADER_BYTES;
    for (int[] block : older) {
      packet.putInt(at, 0x80000000 | (EVENT_TYPE << 24) | (block[2] << 10) | 4);
      at += 4;
    }
    packet.put(at++, (byte) EVENT_TYPE);
    for (int[] block : older) {
      packet.putInt(at, block(block[0], true, block[1]));
      at += 4;
    }
    packet.putInt(at, block(code, end, ticks));
    receiver.onPacket(packet, 0, at + 4, nowNs);
  }

  /** One packet of another source, which says nothing; its clock stands still. */
  void stranger(AudioCodec codec) {
    int saved = ssrc;
    ssrc = 0x77777777;
    byte[] payload = new byte[160];
    codec.encode(new short[160], 0, 160, payload, 0);
    frame(codec, payload, 1, 1);
    ssrc = saved;
  }

  /** Audio in frames of 20 ms; {@code fate} says what happens to each. */
  void audio(short[] pcm, AudioCodec codec, Fate fate) {
    byte[] payload = new byte[160];
    for (int from = 0; from + 160 <= pcm.length; from += 160) {
      codec.encode(pcm, from, 160, payload, 0);
      int number = sequence++;
      if (fate.arrives(from / 160)) {
        frame(codec, payload, number, timestamp);
      }
      pass(20);
    }
  }

  void frame(AudioCodec codec, byte[] payload, int number, int frameTimestamp) {
    RtpPacket.writeHeader(
        packet, 0, false, codec.staticPayloadType(), number, frameTimestamp, ssrc);
    packet.put(RtpPacket.HEADER_BYTES, payload);
    receiver.onPacket(packet, 0, RtpPacket.HEADER_BYTES + payload.length, nowNs);
  }

  /** Which frames arrive. */
  interface Fate {
    boolean arrives(int frame);
  }

  private static int block(int code, boolean end, int ticks) {
    return (code << 24) | ((end ? 0x8A : 0x0A) << 16) | (ticks & 0xFFFF);
  }
}
