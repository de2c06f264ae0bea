package io.dialtree.server.recording;

import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.engine.AudioTap;
import io.dialtree.media.jitter.JitterBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the far end is heard saying, as a listener hears it: through a jitter buffer, in order and
 * in time, written to a WAV and watched for sound and silence. The media thread fills a {@link
 * PacketQueue}; one other thread calls {@link #poll}.
 */
public final class HeardAudio implements AudioTap, AutoCloseable {
  private static final int FRAME_SAMPLES = AudioCodec.NARROWBAND_RATE / 50;
  private static final long FRAME_NS = 20_000_000L;
  private static final int REST_FRAMES_MAX = 12; // no buffer holds back more than 240 ms
  private static final double SOUND_RMS = 60; // about -48 dBm0

  private final PacketQueue queue = new PacketQueue();
  private final @Nullable WavWriter wav;
  private final short[] frame = new short[FRAME_SAMPLES];
  private @Nullable AudioCodec codec;
  private @Nullable JitterBuffer buffer;
  private long nextFrameNs;
  private long lastSoundMs = -1;
  private @Nullable Consumer<short[]> listener;

  /**
   * Listens.
   *
   * @param wav gets what is heard, and is closed with this; null only watches
   */
  public HeardAudio(@Nullable WavWriter wav) {
    this.wav = wav;
  }

  @Override
  public void onAudio(
      AudioCodec newCodec, ByteBuffer packet, int offset, int length, long arrivalNs) {
    queue.onAudio(newCodec, packet, offset, length, arrivalNs);
  }

  @Override
  public void onOther(ByteBuffer packet, long arrivalNs) {
    queue.onOther(packet, arrivalNs);
  }

  /**
   * Plays what is due by now.
   *
   * @param nowMs on the clock of {@link #lastSoundMs}
   * @param nowNs on the clock of the packets' arrival
   */
  public void poll(long nowMs, long nowNs) throws IOException {
    if (buffer == null) {
      nextFrameNs = nowNs; // until something is heard nothing is written
      put(nowNs);
    }
    for (; buffer != null && nextFrameNs <= nowNs; nextFrameNs += FRAME_NS) {
      put(nextFrameNs);
      play(nowMs);
    }
  }

  /** However late we are, a frame is made of what had come by its time. */
  private void put(long untilNs) throws IOException {
    for (var next = queue.take(untilNs); next.isPresent(); next = queue.take(untilNs)) {
      put(next.get());
    }
  }

  private void put(PacketQueue.Packet packet) throws IOException {
    AudioCodec next = packet.codec().orElse(null);
    if (next != null && !next.equals(codec)) {
      playRest();
      codec = next;
      buffer = JitterBuffer.narrowband(next);
    }
    JitterBuffer b = buffer;
    if (b != null && next != null) {
      b.put(packet.bytes(), packet.offset(), packet.length(), packet.arrivalNs());
    } else if (b != null) {
      b.putOther(packet.bytes());
    }
  }

  private void play(long nowMs) throws IOException {
    JitterBuffer b = buffer;
    if (b == null) {
      return;
    }
    b.take(frame, 0, FRAME_SAMPLES, nextFrameNs);
    if (rms() > SOUND_RMS) {
      lastSoundMs = nowMs;
    }
    Consumer<short[]> ear = listener;
    if (ear != null) {
      ear.accept(frame);
    }
    if (wav != null) {
      wav.append(frame, 0, FRAME_SAMPLES);
    }
  }

  /** The codec changed, or the call is over: what waits is still heard. */
  private void playRest() throws IOException {
    for (int i = 0; i < REST_FRAMES_MAX && buffer != null && buffer.hasAudio(); i++) {
      play(lastSoundMs);
      nextFrameNs += FRAME_NS;
    }
  }

  private double rms() {
    double sum = 0;
    for (short sample : frame) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / frame.length);
  }

  /**
   * Gives every frame of 20 ms to {@code ear}, which must not keep it; before the first {@link
   * #poll}.
   */
  public void tellFrames(Consumer<short[]> ear) {
    listener = ear;
  }

  /** When sound was heard last, or -1. */
  public long lastSoundMs() {
    return lastSoundMs;
  }

  @Override
  public void close() throws IOException {
    put(Long.MAX_VALUE);
    playRest();
    if (wav != null) {
      wav.close();
    }
  }
}
