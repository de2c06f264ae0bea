package io.dialtree.server.load;

import io.dialtree.media.audio.Resampler;
import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.Keypad;
import io.dialtree.media.tone.Level;
import io.dialtree.media.tone.ToneGenerator;
import io.dialtree.speech.SpeechEngines;
import io.dialtree.speech.SpeechFailure;
import io.dialtree.speech.SpokenAudio;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What callers send, encoded once: u-law frames of 20 ms, and the frames of the sixteen keys as
 * tones. Immutable; read with absolute gets only.
 */
final class CallerAudio {
  static final int FRAME_BYTES = 160;
  private static final double TONE_DBM0 = -9;
  private static final double SPEECH_DBM0 = -18; // loud enough that a detector has to work
  private static final double SOUND_DBM0 = -40;
  private static final int PAUSE_FRAMES_MAX = 15; // 300 ms: people breathe, but not for long

  /** Every sound of English, and no melody that could be a key. */
  private static final String TEXT =
      "Good morning. I am calling about the invoice you sent me last week. The amount is wrong, and"
          + " I have tried to reach your office three times. Could you please check the number of"
          + " boxes, the date of delivery, and the name of the person who signed for them? Thank"
          + " you, I will wait while you look it up. Yes, the blue ones, exactly as we agreed on the"
          + " telephone. No, I do not have the reference with me, but I can find it this evening.";

  private final ByteBuffer frames;
  private final ByteBuffer keys;
  private final ByteBuffer pause;
  private final int count;

  private CallerAudio(byte[] frames, byte[] keys) {
    this.frames = ByteBuffer.allocateDirect(frames.length).put(0, frames);
    this.keys = ByteBuffer.allocateDirect(keys.length).put(0, keys);
    this.pause = ByteBuffer.allocateDirect(FRAME_BYTES).put(0, silentFrame());
    this.count = frames.length / FRAME_BYTES;
  }

  /** Frames of silence. */
  static CallerAudio silence() {
    return new CallerAudio(silentFrame(), keyFrames());
  }

  private static byte[] silentFrame() {
    byte[] frame = new byte[FRAME_BYTES];
    Arrays.fill(frame, G711.PCMU.silence());
    return frame;
  }

  /**
   * Half a minute of speech with its pauses cut short.
   *
   * @throws IllegalStateException when the speech engine fails
   */
  static CallerAudio speech() {
    return switch (SpeechEngines.byName("freetts").orElseThrow().speak(TEXT, Optional.empty())) {
      case SpokenAudio spoken ->
          new CallerAudio(
              encode(dense(Resampler.resample(spoken.samples(), spoken.sampleRate(), 8000))),
              keyFrames());
      case SpeechFailure failure -> throw new IllegalStateException(failure.toString());
    };
  }

  /** Brings the loudest part to a telephone's level and shortens the pauses. */
  private static short[] dense(short[] pcm) {
    double gain = Math.pow(10, (SPEECH_DBM0 - Level.ofAudio(pcm, 0, pcm.length)) / 20);
    short[] out = new short[pcm.length];
    int length = 0;
    int pause = 0;
    for (int at = 0; at + FRAME_BYTES <= pcm.length; at += FRAME_BYTES) {
      for (int i = 0; i < FRAME_BYTES; i++) {
        out[length + i] =
            (short) Math.clamp(Math.round(gain * pcm[at + i]), Short.MIN_VALUE, Short.MAX_VALUE);
      }
      pause = isSound(out, length) ? 0 : pause + 1;
      length += pause > PAUSE_FRAMES_MAX ? 0 : FRAME_BYTES;
    }
    return Arrays.copyOf(out, length);
  }

  private static boolean isSound(short[] pcm, int at) {
    return Level.ofAudio(pcm, at, FRAME_BYTES) > SOUND_DBM0;
  }

  private static byte[] keyFrames() {
    ToneGenerator generator = new ToneGenerator(8000);
    int bytes = KeyScript.KEY_FRAMES * FRAME_BYTES;
    byte[] all = new byte[Keypad.KEYS.length() * bytes];
    for (int i = 0; i < Keypad.KEYS.length(); i++) {
      char key = Keypad.KEYS.charAt(i);
      short[] tone =
          generator.dual(
              Keypad.lowHz(key), TONE_DBM0, Keypad.highHz(key), TONE_DBM0, KeyScript.KEY_MS);
      G711.PCMU.encode(tone, 0, tone.length, all, i * bytes);
    }
    return all;
  }

  private static byte[] encode(short[] pcm) {
    byte[] bytes = new byte[pcm.length];
    G711.PCMU.encode(pcm, 0, pcm.length, bytes, 0);
    return bytes;
  }

  /** How many frames of speech there are; the next one is the first again. */
  int frames() {
    return count;
  }

  /** Copies one frame of speech to {@code at}. */
  void copyFrame(int index, ByteBuffer out, int at) {
    out.put(at, frames, index * FRAME_BYTES, FRAME_BYTES);
  }

  /** Copies one frame of silence to {@code at}. */
  void copyPause(ByteBuffer out, int at) {
    out.put(at, pause, 0, FRAME_BYTES);
  }

  /** Copies one frame of a key's tone to {@code at}. */
  void copyKey(char key, int frameOfKey, ByteBuffer out, int at) {
    int index = Keypad.eventOf(key) * KeyScript.KEY_FRAMES + frameOfKey;
    out.put(at, keys, index * FRAME_BYTES, FRAME_BYTES);
  }

  /** The share of frames that are louder than -40 dBm0, 0 to 1. */
  double soundShare() {
    short[] pcm = new short[FRAME_BYTES];
    int sound = 0;
    for (int i = 0; i < count; i++) {
      G711.PCMU.decode(frames, i * FRAME_BYTES, FRAME_BYTES, pcm, 0);
      sound += isSound(pcm, 0) ? 1 : 0;
    }
    return (double) sound / count;
  }

  /** All frames of speech as linear samples. */
  short[] linear() {
    short[] pcm = new short[count * FRAME_BYTES];
    G711.PCMU.decode(frames, 0, pcm.length, pcm, 0);
    return pcm;
  }
}
