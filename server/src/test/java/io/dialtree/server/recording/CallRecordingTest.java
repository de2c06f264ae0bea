package io.dialtree.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.G722;
import io.dialtree.media.tone.FrequencyMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of a recorded call stand where they were in time; virtual time. */
class CallRecordingTest {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;
  private static final double PROMPT_HZ = 600;
  private static final double CALLER_HZ = 1700;
  private static final int NEAR_MS = 20;

  @TempDir private Path folder;
  private Path file;
  private final StreamUnderTest caller = new StreamUnderTest();
  private final StreamUnderTest server = new StreamUnderTest();

  @BeforeEach
  void name() {
    file = folder.resolve("call.wav");
  }

  private void record(long fromMs, long toMs, long pollMs) throws IOException {
    CallRecording recording = poll(fromMs, toMs, pollMs);
    recording.finish(toMs * 1_000_000L);
  }

  private CallRecording poll(long fromMs, long toMs, long pollMs) throws IOException {
    CallRecording recording = new CallRecording(fromMs * 1_000_000);
    recording.writeTo(file);
    for (long ms = fromMs; ms < toMs; ms += pollMs) {
      long untilNs = Math.min(toMs, ms + pollMs) * 1_000_000L;
      caller.arrive(recording.caller(), ms * 1_000_000, untilNs);
      server.arrive(recording.server(), ms * 1_000_000, untilNs);
      recording.advance(untilNs);
    }
    return recording;
  }

  private short[] side(int channel) throws IOException {
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
      AudioFormat format = audio.getFormat();
      assertThat(format.getChannels()).isEqualTo(2);
      assertThat(format.getSampleRate()).isEqualTo(8000);
      byte[] bytes = audio.readAllBytes();
      short[] pcm = new short[bytes.length / 4];
      ByteBuffer both = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < pcm.length; i++) {
        pcm[i] = both.getShort(4 * i + 2 * channel);
      }
      return pcm;
    } catch (UnsupportedAudioFileException e) {
      throw new AssertionError(e);
    }
  }

  /** Where a tone that has been away for 100 ms begins, in milliseconds; -1 for nowhere. */
  private static long onsetMs(short[] pcm, double hz, long afterMs) {
    for (int ms = (int) afterMs; 8 * ms + 80 <= pcm.length; ms++) {
      if (FrequencyMeter.levelDbm0(pcm, 8 * ms, 80, 8000, hz) > -20) {
        return ms + 3L; // half of the window is enough
      }
    }
    return -1;
  }

  private void shouldBegin(int channel, double hz, long afterMs, long expectedMs)
      throws IOException {
    assertThat(onsetMs(side(channel), hz, afterMs))
        .as("onset of %s Hz after %s ms", hz, afterMs)
        .isBetween(expectedMs - NEAR_MS, expectedMs + NEAR_MS);
  }

  @Test
  void theCallerIsLeftAndTheServerRightEachAtItsTime() throws IOException {
    server.tone(PROMPT_HZ, 1000, 2000).sendUntil(4000);
    caller.tone(CALLER_HZ, 1510, 3000).sendUntil(4000);
    record(0, 4000, 200);

    shouldBegin(RIGHT, PROMPT_HZ, 0, 1000);
    shouldBegin(LEFT, CALLER_HZ, 0, 1510);
    assertThat(onsetMs(side(LEFT), PROMPT_HZ, 0)).isEqualTo(-1);
    assertThat(onsetMs(side(RIGHT), CALLER_HZ, 0)).isEqualTo(-1);
    assertThat(side(LEFT).length).isEqualTo(32_000);
  }

  @Test
  void jitterAndLossMoveNothing() throws IOException {
    Random random = new Random(5);
    caller
        .tone(CALLER_HZ, 2000, 3000)
        .tone(CALLER_HZ, 5000, 7000)
        .delay(
            frame -> random.nextInt(100) < 5 ? StreamUnderTest.LOST : random.nextLong(120_000_000L))
        .sendUntil(8000);
    server.tone(PROMPT_HZ, 1000, 2000).sendUntil(8000);
    record(0, 8000, 200);

    shouldBegin(RIGHT, PROMPT_HZ, 0, 1000);
    shouldBegin(LEFT, CALLER_HZ, 0, 2000);
    shouldBegin(LEFT, CALLER_HZ, 3200, 5000);
    short[] left = side(LEFT);
    for (int ms = 5100; ms < 6900; ms += 50) {
      assertThat(FrequencyMeter.strongestHz(left, 8 * ms, 400, 8000)).isBetween(1680.0, 1720.0);
    }
  }

  @Test
  void aLineThatStoodStillForHalfASecondIsPutInPlaceAgain() throws IOException {
    // From 2000 to 2240 ms everything is held up and comes at once.
    caller
        .tone(CALLER_HZ, 2100, 2200)
        .tone(CALLER_HZ, 3000, 3500)
        .delay(frame -> frame >= 100 && frame < 112 ? (112 - frame) * 20_000_000L : 0)
        .sendUntil(4000);
    record(0, 4000, 200);

    shouldBegin(LEFT, CALLER_HZ, 0, 2100);
    shouldBegin(LEFT, CALLER_HZ, 2300, 3000);
  }

  @Test
  void aHoldIsSilenceAndWhatFollowsIsInPlace() throws IOException {
    server.tone(PROMPT_HZ, 1000, 6000).sendUntil(2000).pauseUntil(4500, true).sendUntil(7000);
    caller.tone(CALLER_HZ, 5000, 6000).sendUntil(7000);
    record(0, 7000, 200);

    short[] right = side(RIGHT);
    shouldBegin(RIGHT, PROMPT_HZ, 0, 1000);
    shouldBegin(RIGHT, PROMPT_HZ, 2100, 4500);
    assertThat(FrequencyMeter.levelDbm0(right, 8 * 2100, 8 * 2300, 8000, PROMPT_HZ))
        .isLessThan(-60);
    shouldBegin(LEFT, CALLER_HZ, 0, 5000);
  }

  @Test
  void aMutedTelephoneWhoseClockStoodStillIsInPlaceAgain() throws IOException {
    caller.tone(CALLER_HZ, 4000, 5000).sendUntil(1000).pauseUntil(3600, false).sendUntil(6000);
    record(0, 6000, 200);

    shouldBegin(LEFT, CALLER_HZ, 0, 4000);
  }

  @Test
  void aRecordingThatBeginsInTheMiddleCountsFromThere() throws IOException {
    server.tone(PROMPT_HZ, 4000, 4500).sendUntil(6000);
    caller.tone(CALLER_HZ, 5000, 5500).sendUntil(6000);
    record(3130, 6000, 200);

    shouldBegin(RIGHT, PROMPT_HZ, 0, 870);
    shouldBegin(LEFT, CALLER_HZ, 0, 1870);
  }

  @Test
  void anotherCodecAndAnotherStreamKeepTheTime() throws IOException {
    caller
        .tone(CALLER_HZ, 1000, 1500)
        .tone(CALLER_HZ, 3000, 3500)
        .tone(CALLER_HZ, 5000, 5500)
        .sendUntil(2000)
        .codec(G722.MODE_1)
        .sendUntil(4000)
        .restart()
        .sendUntil(6000);
    record(0, 6000, 200);

    shouldBegin(LEFT, CALLER_HZ, 0, 1000);
    shouldBegin(LEFT, CALLER_HZ, 1700, 3000);
    shouldBegin(LEFT, CALLER_HZ, 3700, 5000);
  }

  @Test
  void aClockThatGoesWrongIsFollowed() throws IOException {
    long end = 600_000; // at 200 ppm 120 ms are lost in ten minutes
    caller.tone(CALLER_HZ, end - 3000, end - 2000).drift(200).sendUntil(end);
    record(0, end, 1000);

    shouldBegin(LEFT, CALLER_HZ, end - 5000, end - 3000);
  }

  @Test
  void aPollThatComesLateWritesTheSame() throws IOException {
    server.tone(PROMPT_HZ, 1000, 2000).sendUntil(9000);
    caller.tone(CALLER_HZ, 7010, 8000).sendUntil(9000);
    record(0, 9000, 9000);

    shouldBegin(RIGHT, PROMPT_HZ, 0, 1000);
    shouldBegin(LEFT, CALLER_HZ, 0, 7010);
  }

  @Test
  void aFileThatNobodyClosedPlaysUpToHalfASecondBeforeTheEnd() throws IOException {
    server.tone(PROMPT_HZ, 1000, 2000).sendUntil(3000);
    CallRecording killed = poll(0, 3000, 200);

    assertThat(side(RIGHT).length).isEqualTo(8 * 2500);
    assertThat(Files.size(file)).isEqualTo(44 + 4 * 8 * 2500);
    shouldBegin(RIGHT, PROMPT_HZ, 0, 1000);
    killed.close();
  }

  @Test
  void aReaderThatSleepsLosesAudioAndNothingElse() throws IOException {
    caller.tone(CALLER_HZ, 29_000, 29_500).sendUntil(30_000);
    CallRecording recording = new CallRecording(0);
    recording.writeTo(file);
    caller.arrive(recording.caller(), -1, 25_000_000_000L); // nobody polls for 25 s
    recording.advance(25_000_000_000L);
    caller.arrive(recording.caller(), 25_000_000_000L, 30_000_000_000L);
    recording.finish(30_000_000_000L);

    assertThat(recording.dropped()).isBetween(400L, 800L);
    shouldBegin(LEFT, CALLER_HZ, 0, 29_000);
  }
}
