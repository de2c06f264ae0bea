package io.dialtree.server.recording;

import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.engine.AudioTap;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A whole call as one stereo WAV: the caller left, the server right, both on one clock. A sound
 * stands where its packet passed the server, less what the network held it up. What is on the disk
 * plays at any moment, also when nobody closes the file. Confined to one thread, which may wait for
 * the disk; the taps belong to the media thread.
 */
public final class CallRecording implements AutoCloseable {
  /** How far the file is behind: packets wait so long, and are placed so far back. */
  private static final long LAG_NS = 2L * Track.HOLD_MS * 1_000_000;

  private static final long STEP_NS = 100_000_000L; // a poll that comes late is done in steps

  private final long startNs;
  private final Track caller;
  private final Track server;
  private @Nullable WavWriter wav;
  private long advancedNs;
  private long samples;

  /** The first sample is of {@code startNs}, as {@link System#nanoTime()} tells. */
  public CallRecording(long startNs) {
    this.startNs = startNs;
    this.advancedNs = startNs;
    this.caller = new Track(startNs);
    this.server = new Track(startNs);
  }

  /** Creates the file; before the first {@link #advance}. */
  public void writeTo(Path file) throws IOException {
    wav = WavWriter.create(file, Track.SAMPLE_RATE, 2);
  }

  /** What comes from the caller. */
  public AudioTap caller() {
    return caller.tap();
  }

  /** What the server sends. */
  public AudioTap server() {
    return server.tap();
  }

  /** Packets that were lost between the media thread and here, because this came too late. */
  public long dropped() {
    return caller.dropped() + server.dropped();
  }

  /** Writes what is complete by now; some times a second. */
  public void advance(long nowNs) throws IOException {
    WavWriter to = wav;
    if (to == null) {
      return;
    }
    while (advancedNs < nowNs) {
      advancedNs = Math.min(nowNs, advancedNs + STEP_NS);
      caller.advance(advancedNs);
      server.advance(advancedNs);
      writeUntil(Track.place(advancedNs - LAG_NS, startNs), to);
    }
    to.flush();
  }

  private void writeUntil(long place, WavWriter to) throws IOException {
    int fresh = (int) Math.max(0, place - samples);
    short[] both = new short[2 * fresh];
    caller.drain(both, 0, fresh);
    server.drain(both, 1, fresh);
    to.append(both, 0, both.length);
    samples += fresh;
  }

  /** The call was over at {@code endNs}: writes the rest. */
  public void finish(long endNs) throws IOException {
    try (this) {
      advance(endNs + LAG_NS);
    }
  }

  @Override
  public void close() throws IOException {
    WavWriter open = wav;
    wav = null;
    if (open != null) {
      open.close();
    }
  }
}
