package io.dialtree.media.jitter;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.AudioEncoder;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.tone.ToneGenerator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sender of 440 Hz, a network with its faults, and a listener who takes 20 ms every 20 ms, all in
 * virtual time.
 */
final class SimulatedNetwork {
  static final double HZ = 440;
  static final int FRAME_MS = 20;
  private static final long FRAME_NS = 20_000_000L;
  private static final long START_NS = 5_000_000_000_000L;

  private record Packet(ByteBuffer bytes, boolean audio, long arrivalNs) {}

  final JitterBuffer buffer;
  private final AudioCodec codec;
  private final AudioEncoder encoder;
  private final SplittableRandom random = new SplittableRandom(4711);
  private final List<Packet> underWay = new ArrayList<>();
  private final List<short[]> heard = new ArrayList<>();
  private short[] tone;
  private int toneAt;
  private long sentNs = START_NS;
  private long takenNs = START_NS + FRAME_NS / 3; // no frame is due when a packet comes
  int ssrc = 7;
  int sequence = 65_500;
  int timestamp = -8000;
  double jitterMs;
  double loss;
  double duplicates;
  double senderPpm;

  SimulatedNetwork(AudioCodec codec) {
    this.codec = codec;
    this.encoder = codec.newEncoder();
    this.buffer = JitterBuffer.of(codec);
    this.tone = new ToneGenerator(codec.sampleRate()).sine(HZ, -10, 60_000);
  }

  /** Some packets of the tone are sent; their delay is even between 0 and the jitter. */
  void talk(int packets) {
    for (int i = 0; i < packets; i++) {
      int samples = codec.sampleRate() * FRAME_MS / 1000;
      byte[] payload = new byte[codec.payloadBytes(FRAME_MS)];
      if (toneAt + samples > tone.length) {
        toneAt = 0;
      }
      int length = encoder.encode(tone, toneAt, samples, payload, 0);
      toneAt += samples;
      if (random.nextDouble() >= loss) {
        send(Arrays.copyOf(payload, length), true);
      }
      step();
    }
  }

  /** What is sent from now on is so quiet that nobody hears it. */
  void whisper() {
    tone = new short[tone.length];
  }

  void send(byte[] payload, boolean audio) {
    byte[] bytes = new byte[RtpPacket.HEADER_BYTES + payload.length];
    RtpPacket.writeHeader(ByteBuffer.wrap(bytes), 0, false, 0, sequence & 0xFFFF, timestamp, ssrc);
    System.arraycopy(payload, 0, bytes, RtpPacket.HEADER_BYTES, payload.length);
    arrive(bytes, audio);
    if (random.nextDouble() < duplicates) {
      arrive(bytes, audio);
    }
  }

  private void arrive(byte[] bytes, boolean audio) {
    long delayNs = (long) (random.nextDouble() * jitterMs * 1e6);
    underWay.add(new Packet(ByteBuffer.wrap(bytes), audio, sentNs + delayNs));
  }

  /** The sender's next packet time; a lost packet has its number too. */
  void step() {
    sequence++;
    rest(1);
  }

  /** Packet times in which nothing is sent and no number is used. */
  void rest(int packets) {
    timestamp += packets * (codec.clockRate() / 1000 * FRAME_MS);
    sentNs += (long) (packets * FRAME_NS * (1 - senderPpm / 1e6));
  }

  /** The way becomes longer or shorter. */
  void detour(int ms) {
    sentNs += ms * 1_000_000L;
  }

  /** The listener hears everything that has been sent by now. */
  short[] listen() {
    underWay.sort(Comparator.comparingLong(Packet::arrivalNs));
    heard.clear();
    int next = 0;
    for (; takenNs < sentNs; takenNs += FRAME_NS) {
      while (next < underWay.size() && underWay.get(next).arrivalNs() <= takenNs) {
        put(underWay.get(next++));
      }
      short[] out = new short[codec.sampleRate() * FRAME_MS / 1000];
      buffer.take(out, 0, out.length, takenNs);
      heard.add(out);
    }
    underWay.subList(0, next).clear();
    return joined();
  }

  private void put(Packet packet) {
    ByteBuffer bytes = packet.bytes();
    if (packet.audio()) {
      int length = bytes.capacity() - RtpPacket.HEADER_BYTES;
      buffer.put(bytes, RtpPacket.HEADER_BYTES, length, packet.arrivalNs());
    } else {
      buffer.putOther(bytes);
    }
  }

  private short[] joined() {
    int frame = codec.sampleRate() * FRAME_MS / 1000;
    short[] all = new short[heard.size() * frame];
    for (int i = 0; i < heard.size(); i++) {
      System.arraycopy(heard.get(i), 0, all, i * frame, frame);
    }
    return all;
  }
}
