package io.dialtree.media.dtmf;

import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.media.rtp.RtpPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the digits in recordings and captures, with the very classes that hear them in live calls.
 */
public final class DtmfAnalysis {
  /** What a file held. */
  public sealed interface Result {
    /** The digits in a recording. */
    record Recording(List<Tone> digits) implements Result {}

    /** The RTP streams of a capture. */
    record Capture(List<Stream> streams) implements Result {}

    /** A file that could not be read; the reason is one sentence for people. */
    record Unreadable(String reason) implements Result {}
  }

  /**
   * A digit in a recording, in milliseconds from its first sample.
   *
   * @param atMs position of the last sample that was seen when it was decided
   */
  public record Tone(char digit, double startMs, double endMs, double atMs) {}

  /** An RTP stream and the digits that its gate let through. */
  public record Stream(
      int ssrc, InetSocketAddress source, InetSocketAddress destination, List<Heard> digits) {}

  /** A digit of a stream; {@code atMs} counts from the capture's first packet. */
  public record Heard(char digit, DigitSource source, double atMs) {}

  private static final double SAMPLES_PER_MS = ToneDetector.SAMPLE_RATE / 1000.0;
  private static final int SILENCE_BEHIND_SAMPLES = ToneDetector.SAMPLE_RATE / 10;
  private static final long TICK_NS = 10_000_000;
  // The end of a capture is silence for this long; longer pauses within it change nothing more.
  private static final long SILENCE_NS = 3_000_000_000L;
  // A capture of a busy trunk; beyond this it is a flood of forged SSRCs.
  private static final int STREAMS_MAX = 10_000;

  private DtmfAnalysis() {}

  /** Reads a recording or a capture, told apart by its first bytes. */
  public static Result analyse(Path file, DigitSettings settings) {
    try {
      return PcapReader.isCapture(file) ? capture(file, settings) : recording(AudioFile.read(file));
    } catch (NoSuchFileException e) {
      return new Result.Unreadable(file + ": there is no such file");
    } catch (IOException e) {
      return new Result.Unreadable(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static Result recording(AudioRead read) {
    return switch (read) {
      case AudioRead.Rejected rejected -> new Result.Unreadable(rejected.reason());
      case AudioRead.Pcm pcm ->
          new Result.Recording(tones(pcm.at(ToneDetector.SAMPLE_RATE).samples()));
    };
  }

  /** The digits of 8 kHz samples. */
  static List<Tone> tones(short[] samples) {
    ToneCollector collector = new ToneCollector(samples.length / SAMPLES_PER_MS);
    ToneDetector detector = new ToneDetector(collector);
    detector.feed(samples, 0, samples.length);
    detector.silence(SILENCE_BEHIND_SAMPLES);
    return collector.tones;
  }

  private static Result capture(Path file, DigitSettings settings) throws IOException {
    CaptureReader reader = new CaptureReader(settings);
    PcapReader.read(file, reader::onPacket);
    return new Result.Capture(reader.finish());
  }

  /** Writes down what the detector says. */
  private static final class ToneCollector implements ToneDetector.Listener {
    private final List<Tone> tones = new ArrayList<>();
    private final double lengthMs;
    private double atMs;

    ToneCollector(double lengthMs) {
      this.lengthMs = lengthMs;
    }

    @Override
    public void onToneStart(char digit, long startSample, long decidedSample) {
      atMs = ms(decidedSample);
    }

    @Override
    public void onToneEnd(char digit, long startSample, long endSample) {
      tones.add(new Tone(digit, ms(startSample), ms(endSample), atMs));
    }

    private double ms(long sample) {
      return Math.min(sample / SAMPLES_PER_MS, lengthMs);
    }
  }

  /** Which stream a packet belongs to. */
  private record StreamKey(int ssrc, InetSocketAddress source, InetSocketAddress destination) {}

  /** One stream with its receiver; the capture's times are its clock. */
  private static final class StreamReader {
    private final List<Heard> digits = new ArrayList<>();
    private final DigitReceiver receiver;
    private long nowNs;

    StreamReader(DigitSettings settings, long beginNs, long firstNs) {
      nowNs = firstNs;
      receiver =
          new DigitReceiver(
              settings,
              (digit, source, durationMs, atNs) ->
                  digits.add(new Heard(digit, source, (atNs - beginNs) / 1e6)));
    }

    void tickUntil(long untilNs) {
      long last = Math.min(untilNs, nowNs + SILENCE_NS);
      for (long ns = nowNs + TICK_NS; ns < last; ns += TICK_NS) {
        receiver.onTick(ns);
      }
      nowNs = Math.max(nowNs, untilNs);
      receiver.onTick(nowNs);
    }
  }

  private static final class CaptureReader {
    private final Map<StreamKey, StreamReader> streams = new LinkedHashMap<>();
    private final DigitSettings settings;
    private boolean begun;
    private long beginNs;

    CaptureReader(DigitSettings settings) {
      this.settings = settings;
    }

    void onPacket(UdpPacket packet) {
      if (!begun) {
        begun = true;
        beginNs = packet.atNs();
      }
      int length = packet.payload().limit();
      if (RtpPacket.payloadLength(packet.payload(), 0, length) < 0
          || !isWanted(RtpPacket.payloadType(packet.payload(), 0))) {
        return;
      }
      StreamKey key =
          new StreamKey(RtpPacket.ssrc(packet.payload(), 0), packet.source(), packet.destination());
      if (!streams.containsKey(key) && streams.size() >= STREAMS_MAX) {
        return;
      }
      StreamReader stream =
          streams.computeIfAbsent(key, k -> new StreamReader(settings, beginNs, packet.atNs()));
      stream.tickUntil(packet.atNs());
      stream.receiver.onPacket(packet.payload(), 0, length, stream.nowNs);
    }

    List<Stream> finish() {
      List<Stream> found = new ArrayList<>();
      streams.forEach((key, stream) -> {
        stream.tickUntil(stream.nowNs + SILENCE_NS);
        found.add(
            new Stream(key.ssrc(), key.source(), key.destination(), List.copyOf(stream.digits)));
      });
      return found;
    }

    private boolean isWanted(int payloadType) {
      return settings.eventClocks().containsKey(payloadType)
          || settings.audioCodecs().containsKey(payloadType)
          || settings.redundancyPayloadType().orElse(-1) == payloadType;
    }
  }
}
