package io.dialtree.media.dtmf;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.AudioDecoder;
import io.dialtree.media.codec.G711;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hears the keys of one call leg: give it every packet and a tick every few milliseconds, and it
 * calls the sink once a key. Events are read on arrival; audio runs through the tone detector in
 * the order of its sequence numbers; the gate drops twins.
 *
 * <p>Confined to the media thread; allocates nothing per packet.
 */
public final class DigitReceiver {
  private static final int PAYLOAD_TYPES = 128;
  // What lies further apart than this is no tone any more, whether lost or not sent.
  private static final int GAP_SAMPLES_MAX = ToneDetector.SAMPLE_RATE;
  private static final int REDUNDANT_HEADER_BYTES = 4;

  private final DigitGate gate;
  private final EventReceiver events;
  private final FrameSequence frames;
  private final ToneDetector detector;
  private final short[] pcm;
  private final boolean[] isEvent = new boolean[PAYLOAD_TYPES];
  private final @Nullable AudioCodec[] codecs = new AudioCodec[PAYLOAD_TYPES];
  private final @Nullable AudioDecoder[] decoders = new AudioDecoder[PAYLOAD_TYPES];
  private int redundancyPayloadType;
  private boolean audioSeen;
  private boolean timestampKnown;
  private int audioSsrc;
  private int strangerSsrc;
  private boolean strangerSeen;
  private int nextTimestamp;
  private long frameNs;

  /** A receiver that reports to {@code sink} and shares nothing. */
  public DigitReceiver(DigitSettings settings, DigitSink sink) {
    this(settings, sink, new ToneWorkspace());
  }

  /** One of many receivers of a thread; all that are given this workspace run on that thread. */
  public DigitReceiver(DigitSettings settings, DigitSink sink, ToneWorkspace workspace) {
    pcm = workspace.pcm;
    gate = new DigitGate(sink);
    events =
        new EventReceiver(
            new EventReceiver.Listener() {
              @Override
              public void onKey(char key, long atNs) {
                gate.onDigit(key, DigitSource.EVENT, DigitSink.DURATION_UNKNOWN, atNs);
              }

              @Override
              public void onKeyGoesOn(long atNs) {
                gate.onHeld(DigitSource.EVENT, atNs);
              }
            });
    frames = new FrameSequence(new Frames(), workspace.waiting);
    detector =
        new ToneDetector(
            new ToneDetector.Listener() {
              @Override
              public void onToneStart(char digit, long startSample, long decidedSample) {
                gate.onDigit(digit, DigitSource.TONE, DigitSink.DURATION_UNKNOWN, frameNs);
              }

              @Override
              public void onToneEnd(char digit, long startSample, long endSample) {
                gate.onHeld(DigitSource.TONE, frameNs);
              }
            },
            workspace);
    configure(settings);
  }

  /**
   * Takes over new settings, as after a re-INVITE; keys that were counted stay counted. Not per
   * packet: it allocates.
   */
  public void configure(DigitSettings settings) {
    Arrays.fill(isEvent, false);
    Arrays.fill(codecs, null);
    settings.eventClocks().keySet().forEach(type -> isEvent[type & 0x7F] = true);
    settings.audioCodecs().forEach((type, codec) -> codecs[type & 0x7F] = codec);
    renewDecoders();
    redundancyPayloadType = settings.redundancyPayloadType().orElse(-1);
    gate.setMode(settings.mode());
    if (settings.eventClocks().isEmpty()) {
      gate.forgetEvents();
    }
  }

  /** Another stream begins: decoders that remember the last one would disturb it. */
  private void renewDecoders() {
    for (int type = 0; type < PAYLOAD_TYPES; type++) {
      AudioCodec codec = codecs[type];
      decoders[type] = codec == null ? null : codec.newNarrowbandDecoder();
    }
  }

  /**
   * One RTP packet, already decrypted, {@code length} bytes at {@code offset}; bytes that are no
   * RTP are ignored.
   *
   * @param arrivalNs when it came, on the clock of {@link #onTick}
   */
  public void onPacket(ByteBuffer packet, int offset, int length, long arrivalNs) {
    int payloadLength = RtpPacket.payloadLength(packet, offset, length);
    if (payloadLength == RtpPacket.MALFORMED) {
      return;
    }
    int payload = RtpPacket.payloadOffset(packet, offset, length);
    int type = RtpPacket.payloadType(packet, offset);
    int ssrc = RtpPacket.ssrc(packet, offset);
    int sequence = RtpPacket.sequence(packet, offset);
    int timestamp = RtpPacket.timestamp(packet, offset);
    if (type == redundancyPayloadType) {
      onRedundant(packet, payload, payloadLength, ssrc, sequence, timestamp, arrivalNs);
    } else {
      onBlock(packet, payload, payloadLength, type, ssrc, sequence, timestamp, arrivalNs);
    }
  }

  /**
   * Time passes: ends keys by silence and gives up on packets that do not come. Call it every 5 to
   * 20 ms.
   */
  public void onTick(long nowNs) {
    events.onTick(nowNs);
    frames.onTick(nowNs);
  }

  /**
   * A digit of a SIP INFO; {@code durationMs} is {@link DigitSink#DURATION_UNKNOWN} when it was not
   * said.
   */
  public void onInfoDigit(char digit, int durationMs, long nowNs) {
    if (Keypad.isKey(digit)) {
      gate.onDigit(digit, DigitSource.INFO, durationMs, nowNs);
    }
  }

  /**
   * Reads from memory what the next packet needs and what is {@code depth} references away, so that
   * it is near when it comes; the sum of it means nothing.
   *
   * @param depth from 0; there is nothing beyond 3
   */
  public int touch(int depth) {
    return switch (depth) {
      case 0 -> nextTimestamp;
      case 1 ->
          codecs.length
              + decoders.length
              + isEvent.length
              + events.touch()
              + frames.touch()
              + detector.touch(0);
      default -> detector.touch(depth - 1);
    };
  }

  private void onBlock(
      ByteBuffer packet,
      int offset,
      int length,
      int type,
      int ssrc,
      int sequence,
      int timestamp,
      long nowNs) {
    boolean audio = codecs[type] != null;
    if (isEvent[type]) {
      events.onPayload(packet, offset, length, ssrc, timestamp, sequence, false, nowNs);
    } else if (audio) {
      follow(ssrc);
    }
    if (audioSeen && ssrc == audioSsrc) {
      frames.onPacket(packet, offset, audio ? length : 0, type, sequence, timestamp, nowNs);
    }
  }

  // RFC 2198 section 3: headers of the older blocks, one byte for the newest, then the blocks in
  // the same order.
  private void onRedundant(
      ByteBuffer packet,
      int offset,
      int length,
      int ssrc,
      int sequence,
      int timestamp,
      long nowNs) {
    int end = offset + length;
    int header = offset;
    while (header < end && packet.get(header) < 0) {
      header += REDUNDANT_HEADER_BYTES;
    }
    int block = header + 1;
    for (int at = offset; at < header && block < end; at += REDUNDANT_HEADER_BYTES) {
      int type = packet.get(at) & 0x7F;
      int bits =
          ((packet.get(at + 1) & 0xFF) << 16)
              | ((packet.get(at + 2) & 0xFF) << 8)
              | (packet.get(at + 3) & 0xFF);
      int blockLength = bits & 0x3FF;
      if (isEvent[type] && block + blockLength <= end) {
        events.onPayload(
            packet, block, blockLength, ssrc, timestamp - (bits >> 10), sequence, true, nowNs);
      }
      block += blockLength;
    }
    if (header < end && block <= end) {
      onBlock(
          packet, block, end - block, packet.get(header) & 0x7F, ssrc, sequence, timestamp, nowNs);
    }
  }

  /**
   * Another source is followed from its second packet on, when the one before is silent meanwhile:
   * of two that speak at once the first stays, and nobody can make us start anew with every packet.
   */
  private void follow(int ssrc) {
    if (audioSeen && ssrc == audioSsrc) {
      strangerSeen = false;
      return;
    }
    if (audioSeen && !(strangerSeen && ssrc == strangerSsrc)) {
      strangerSeen = true;
      strangerSsrc = ssrc;
      return;
    }
    strangerSeen = false;
    if (audioSeen) {
      // Another source: it may be another device, which need not send events.
      gate.forgetEvents();
      frames.restart();
    }
    audioSeen = true;
    audioSsrc = ssrc;
  }

  /** Feeds the frames, in their order, to the tone detector. */
  private final class Frames implements FrameSequence.Listener {
    @Override
    public void onFrame(
        ByteBuffer bytes,
        int offset,
        int length,
        int payloadType,
        int timestamp,
        boolean afterLoss,
        long nowNs) {
      AudioCodec codec = codecs[payloadType];
      AudioDecoder decoder = decoders[payloadType];
      if (codec == null || decoder == null || length > pcm.length || !gate.hearsTones()) {
        timestampKnown = false;
        return;
      }
      frameNs = nowNs;
      int ticksPerSample = codec.clockRate() / ToneDetector.SAMPLE_RATE;
      bridge(RtpPacket.timestampDistance(nextTimestamp, timestamp) / ticksPerSample, afterLoss);
      int samples = hear(codec, decoder, bytes, offset, length);
      nextTimestamp = timestamp + samples * ticksPerSample;
      timestampKnown = true;
    }

    private int hear(
        AudioCodec codec, AudioDecoder decoder, ByteBuffer bytes, int offset, int length) {
      if (codec instanceof G711 && QuietFrame.isQuiet(bytes, offset, length, codec.silence())) {
        detector.silence(length);
        return length;
      }
      int samples = decoder.decode(bytes, offset, length, pcm, 0);
      detector.feed(pcm, 0, samples);
      return samples;
    }

    @Override
    public void onRestart() {
      timestampKnown = false;
      renewDecoders();
      detector.reset();
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
  }
}
