package io.dialtree.media.dtmf;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.AudioDecoder;
import io.dialtree.media.codec.G711;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the frames of one stream, in their order, for a tone detector, and tells the gate which
 * keys it finds. What is missing between two frames is a hole or silence by their timestamps.
 * Confined to the media thread; allocates nothing per frame.
 */
final class ToneFeed implements FrameSequence.Listener, ToneDetector.Listener {
  private static final int PAYLOAD_TYPES = 128;
  private static final int NONE = -1;
  // What lies further apart than this is no tone any more, whether lost or not sent.
  private static final int GAP_SAMPLES_MAX = ToneDetector.SAMPLE_RATE;

  private final DigitGate gate;
  private final ToneDetector detector;
  private final short[] pcm;
  private final @Nullable AudioCodec[] codecs = new AudioCodec[PAYLOAD_TYPES];
  private final @Nullable AudioDecoder[] decoders = new AudioDecoder[PAYLOAD_TYPES];
  // Of the payload type that came last, which nearly always comes again: the tables are far away.
  private int lastType = NONE;
  private @Nullable AudioCodec codec;
  private @Nullable AudioDecoder decoder;
  private boolean timestampKnown;
  private int nextTimestamp;
  private long frameNs;

  ToneFeed(DigitGate gate, ToneWorkspace workspace) {
    this.gate = gate;
    pcm = workspace.pcm;
    detector = new ToneDetector(this, workspace);
  }

  /** The codecs from now on, by payload type. */
  void use(Map<Integer, AudioCodec> audioCodecs) {
    Arrays.fill(codecs, null);
    audioCodecs.forEach((type, codec) -> codecs[type & 0x7F] = codec);
    renewDecoders();
  }

  /** Another stream begins: decoders that remember the last one would disturb it. */
  private void renewDecoders() {
    lastType = NONE;
    for (int type = 0; type < PAYLOAD_TYPES; type++) {
      AudioCodec known = codecs[type];
      decoders[type] = known == null ? null : known.newNarrowbandDecoder();
    }
  }

  /** Whether frames of this payload type are audio. */
  boolean takes(int payloadType) {
    return (payloadType == lastType ? codec : codecs[payloadType]) != null;
  }

  /** What hears the frames. */
  ToneDetector detector() {
    return detector;
  }

  /** As {@link DigitReceiver#touch}. */
  int touch() {
    return nextTimestamp + (decoder == null ? 0 : 1);
  }

  @Override
  public void onFrame(
      ByteBuffer bytes,
      int offset,
      int length,
      int payloadType,
      int timestamp,
      boolean afterLoss,
      long nowNs) {
    if (payloadType != lastType) {
      lastType = payloadType;
      codec = codecs[payloadType];
      decoder = decoders[payloadType];
    }
    AudioCodec c = codec;
    AudioDecoder d = decoder;
    if (c == null || d == null || length > pcm.length || !gate.hearsTones()) {
      timestampKnown = false;
      return;
    }
    frameNs = nowNs;
    int ticksPerSample = c.clockRate() / ToneDetector.SAMPLE_RATE;
    bridge(RtpPacket.timestampDistance(nextTimestamp, timestamp) / ticksPerSample, afterLoss);
    int samples = hear(c, d, bytes, offset, length);
    nextTimestamp = timestamp + samples * ticksPerSample;
    timestampKnown = true;
  }

  private int hear(AudioCodec c, AudioDecoder d, ByteBuffer bytes, int offset, int length) {
    if (c instanceof G711 && QuietFrame.isQuiet(bytes, offset, length, c.silence())) {
      detector.silence(length);
      return length;
    }
    int samples = d.decode(bytes, offset, length, pcm, 0);
    detector.feed(pcm, 0, samples);
    return samples;
  }

  private void bridge(int missing, boolean afterLoss) {
    if (!timestampKnown || missing == 0) {
      return;
    }
    if (missing < 0 || missing > GAP_SAMPLES_MAX) {
      detector.reset();
    } else if (afterLoss) {
      detector.hole(missing);
    } else {
      detector.silence(missing);
    }
  }

  @Override
  public void onRestart() {
    timestampKnown = false;
    renewDecoders();
    detector.reset();
  }

  @Override
  public void onToneStart(char digit, long startSample, long decidedSample) {
    gate.onDigit(digit, DigitSource.TONE, DigitSink.DURATION_UNKNOWN, frameNs);
  }

  @Override
  public void onToneEnd(char digit, long startSample, long endSample) {
    gate.onHeld(DigitSource.TONE, frameNs);
  }
}
