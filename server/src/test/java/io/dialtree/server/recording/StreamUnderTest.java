package io.dialtree.server.recording;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.AudioEncoder;
import io.dialtree.media.codec.G711;
import io.dialtree.media.engine.AudioTap;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * An RTP stream in virtual time: silence with tones at known moments, sent in frames of 20 ms. A
 * frame that is sent at some time holds the sound of the 20 ms from then on.
 */
final class StreamUnderTest {
  private static final long FRAME_NS = 20_000_000L;
  static final long LOST = Long.MAX_VALUE;

  private record Tone(double hz, long fromMs, long toMs) {}

  private record Arrival(long atNs, AudioCodec codec, ByteBuffer packet, int bytes) {}

  private final List<Tone> tones = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private AudioCodec codec = G711.PCMU;
  private AudioEncoder encoder = codec.newEncoder();
  private int ssrc = 7;
  private int sequence = 65_000;
  private int timestamp = -1_000_000;
  private IntToLongFunction delayNs = frame -> 0;
  private double ppm;
  private int frames;
  private long nowNs;

  StreamUnderTest tone(double hz, long fromMs, long toMs) {
    tones.add(new Tone(hz, fromMs, toMs));
    return this;
  }

  /** How long each frame is on its way; {@link #LOST} for one that never comes. */
  StreamUnderTest delay(IntToLongFunction delay) {
    delayNs = delay;
    return this;
  }

  /** The sender's clock is so much slower than ours. */
  StreamUnderTest drift(double partsPerMillion) {
    ppm = partsPerMillion;
    return this;
  }

  StreamUnderTest codec(AudioCodec next) {
    codec = next;
    encoder = next.newEncoder();
    return this;
  }

  StreamUnderTest restart() {
    ssrc++;
    sequence = 17;
    timestamp = 4711;
    return this;
  }

  StreamUnderTest sendUntil(long ms) {
    while (nowNs < ms * 1_000_000) {
      send();
      frames++;
      sequence = (sequence + 1) & 0xFFFF;
      timestamp += codec.clockRate() / 50;
      nowNs += (long) (FRAME_NS * (1 + ppm / 1e6));
    }
    return this;
  }

  /** Nothing is sent; the timestamps of most senders go on meanwhile. */
  StreamUnderTest pauseUntil(long ms, boolean clockGoesOn) {
    while (nowNs < ms * 1_000_000) {
      timestamp += clockGoesOn ? codec.clockRate() / 50 : 0;
      nowNs += FRAME_NS;
    }
    return this;
  }

  private void send() {
    long delay = delayNs.applyAsLong(frames);
    int bytes = codec.payloadBytes(20);
    byte[] payload = new byte[bytes];
    short[] pcm = sound();
    int _ = encoder.encode(pcm, 0, pcm.length, payload, 0);
    if (delay == LOST) {
      return;
    }
    ByteBuffer packet = ByteBuffer.allocateDirect(RtpPacket.HEADER_BYTES + bytes);
    RtpPacket.writeHeader(packet, 0, false, 0, sequence, timestamp, ssrc);
    packet.put(RtpPacket.HEADER_BYTES, payload);
    arrivals.add(new Arrival(nowNs + delay, codec, packet, bytes));
  }

  private short[] sound() {
    int rate = codec.sampleRate();
    short[] pcm = new short[rate / 50];
    for (int i = 0; i < pcm.length; i++) {
      double ms = nowNs / 1e6 + i * 1000.0 / rate;
      for (Tone tone : tones) {
        if (ms >= tone.fromMs && ms < tone.toMs) {
          pcm[i] += (short) (8000 * Math.sin(2 * Math.PI * tone.hz * ms / 1000));
        }
      }
    }
    return pcm;
  }

  /** Hands over what arrives in that time. */
  void arrive(AudioTap tap, long fromNs, long untilNs) {
    arrivals.stream()
        .filter(arrival -> arrival.atNs > fromNs && arrival.atNs <= untilNs)
        .sorted(Comparator.comparingLong(Arrival::atNs))
        .forEach(a -> tap.onAudio(a.codec, a.packet, RtpPacket.HEADER_BYTES, a.bytes, a.atNs));
  }
}
