package io.dialtree.server.dial;

import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.AudioDecoder;
import io.dialtree.media.codec.G711;
import io.dialtree.media.engine.AudioTap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the far end is heard saying: written to a WAV at the place its timestamp says, and watched
 * for sound and silence. The media thread puts packets into a ring; one other thread calls {@link
 * #poll}.
 */
final class HeardAudio implements AudioTap, AutoCloseable {
  private static final int RING_PACKETS =
      512; // ten seconds: a disk that is slower than that loses audio
  private static final int PACKET_BYTES_MAX = 2048; // more than an Ethernet frame holds
  private static final int SAMPLE_RATE = 8000;
  private static final int GAP_SAMPLES_MAX =
      SAMPLE_RATE * 60; // a timestamp that jumps further starts anew
  private static final double SOUND_RMS = 60; // about -48 dBm0

  private static final class Packet {
    final byte[] bytes = new byte[PACKET_BYTES_MAX];
    int length;
    int timestamp;
    @Nullable AudioCodec codec;
  }

  private final Packet[] ring = new Packet[RING_PACKETS];
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final @Nullable WavWriter wav;
  private @Nullable AudioCodec decoding;
  private AudioDecoder decoder = G711.PCMU.newDecoder();
  private final short[] pcm = new short[PACKET_BYTES_MAX];
  private final short[] silence = new short[SAMPLE_RATE / 50];
  private boolean started;
  private int nextTimestamp;
  private long lastSoundMs = -1;
  private long heardMs;

  HeardAudio(@Nullable WavWriter wav) {
    this.wav = wav;
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Packet();
    }
  }

  @Override
  public void onAudio(AudioCodec codec, ByteBuffer packet, int offset, int length, int timestamp) {
    long w = written.getPlain();
    if (w - read.getAcquire() == RING_PACKETS || length > PACKET_BYTES_MAX) {
      return;
    }
    Packet slot = ring[(int) (w % RING_PACKETS)];
    packet.get(offset, slot.bytes, 0, length);
    slot.length = length;
    slot.timestamp = timestamp;
    slot.codec = codec;
    written.setRelease(w + 1);
  }

  /** Takes over what came since the last call. {@code nowMs} is on the caller's clock. */
  void poll(long nowMs) throws IOException {
    long w = written.getAcquire();
    for (long r = read.getPlain(); r < w; r++) {
      take(ring[(int) (r % RING_PACKETS)], nowMs);
      read.setRelease(r + 1);
    }
  }

  private void take(Packet packet, long nowMs) throws IOException {
    AudioCodec codec = packet.codec;
    if (codec == null) {
      return;
    }
    if (!codec.equals(decoding)) {
      decoding = codec;
      decoder = codec.newNarrowbandDecoder();
    }
    int ticksPerSample = codec.clockRate() / SAMPLE_RATE;
    int gap = started ? (packet.timestamp - nextTimestamp) / ticksPerSample : 0;
    if (gap < 0 && gap > -GAP_SAMPLES_MAX) {
      return; // late: its place is written already
    }
    int samples = decoder.decode(ByteBuffer.wrap(packet.bytes), 0, packet.length, pcm, 0);
    if (gap < GAP_SAMPLES_MAX) {
      fill(gap);
    }
    started = true;
    nextTimestamp = packet.timestamp + samples * ticksPerSample;
    heardMs += samples * 1000L / SAMPLE_RATE;
    if (rms(samples) > SOUND_RMS) {
      lastSoundMs = nowMs;
    }
    if (wav != null) {
      wav.append(pcm, 0, samples);
    }
  }

  private void fill(int samples) throws IOException {
    for (int left = Math.max(0, samples); wav != null && left > 0; left -= silence.length) {
      wav.append(silence, 0, Math.min(left, silence.length));
    }
  }

  private double rms(int samples) {
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return Math.sqrt(sum / Math.max(1, samples));
  }

  /** When sound was heard last, or -1. */
  long lastSoundMs() {
    return lastSoundMs;
  }

  /** Audio received so far. */
  long heardMs() {
    return heardMs;
  }

  @Override
  public void close() throws IOException {
    if (wav != null) {
      wav.close();
    }
  }
}
