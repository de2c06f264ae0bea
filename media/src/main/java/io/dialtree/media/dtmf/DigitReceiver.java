package io.dialtree.media.dtmf;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hears the keys of one call leg: give it every packet and a tick every few milliseconds, and it
 * calls the sink once a key. Events are read on arrival; audio runs through the tone detector in
 * the order of its sequence numbers; the gate drops twins.
 *
 * <p>Confined to the media thread; allocates nothing per packet.
 */
public final class DigitReceiver {
  private static final int PAYLOAD_TYPES = 128;
  private static final int REDUNDANT_HEADER_BYTES = 4;

  private final DigitGate gate;
  private final EventReceiver events;
  private final FrameSequence frames;
  private final ToneFeed tones;
  // Parts of it, to be touched without a way through it.
  private final ToneDetector detector;
  private final ToneBank bank;
  private final boolean[] isEvent = new boolean[PAYLOAD_TYPES];
  private int redundancyPayloadType;
  private boolean audioSeen;
  private int audioSsrc;
  private int strangerSsrc;
  private boolean strangerSeen;

  /** A receiver that reports to {@code sink} and shares nothing. */
  public DigitReceiver(DigitSettings settings, DigitSink sink) {
    this(settings, sink, new ToneWorkspace());
  }

  /** One of many receivers of a thread; all that are given this workspace run on that thread. */
  public DigitReceiver(DigitSettings settings, DigitSink sink, ToneWorkspace workspace) {
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
    tones = new ToneFeed(gate, workspace);
    detector = tones.detector();
    bank = detector.bank();
    frames = new FrameSequence(tones, workspace.waiting);
    configure(settings);
  }

  /**
   * Takes over new settings, as after a re-INVITE; keys that were counted stay counted. Not per
   * packet: it allocates.
   */
  public void configure(DigitSettings settings) {
    Arrays.fill(isEvent, false);
    settings.eventClocks().keySet().forEach(type -> isEvent[type & 0x7F] = true);
    tones.use(settings.audioCodecs());
    redundancyPayloadType = settings.redundancyPayloadType().orElse(-1);
    gate.setMode(settings.mode());
    if (settings.eventClocks().isEmpty()) {
      gate.forgetEvents();
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

  /** Time passes: gives up on packets that do not come. Call it every 5 to 20 ms. */
  public void onTick(long nowNs) {
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
   * Reads from memory what the next packet needs, so that it is near when it comes; the sum of it
   * means nothing. First what is here, then by {@link #touchParts} what this refers to, then by
   * {@link #touchAudio} the audio behind that.
   */
  public int touch() {
    return audioSsrc + redundancyPayloadType;
  }

  /** The second step of {@link #touch}. */
  public int touchParts() {
    return gate.touch() + frames.touch() + tones.touch() + detector.touch() + bank.touch();
  }

  /** The third step of {@link #touch}. */
  public int touchAudio() {
    return detector.touchParts() + detector.touchAudio();
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
    boolean audio = tones.takes(type);
    if (audio) {
      follow(ssrc);
    } else if (isEvent[type]) {
      events.onPayload(packet, offset, length, ssrc, timestamp, sequence, false, nowNs);
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
}
