package io.dialtree.server.load;

import java.nio.ByteBuffer;

/**
 * How soon one caller's prompt stops: from the packet that begins the last key to the last packet
 * in which the prompt's tone sounds. What the server sends afterwards is silence or another tone,
 * so packets are judged by what they carry. Confined to the thread of its loop.
 */
final class BargeIn {
  /** A prompt that was heard as late as this after the key was not stopped by it. */
  private static final long STOPPED_NS = 1_000_000_000L;

  private final ToneEar ear;
  private boolean pressed;
  private long pressNs;
  private long lastPromptNs;

  BargeIn(double promptHz) {
    ear = new ToneEar(promptHz);
  }

  /** The first packet of the last key was sent, at this time of {@link ArrivalReader}. */
  void onPress(long nowNs) {
    pressed = true;
    pressNs = nowNs;
    lastPromptNs = pressNs;
  }

  /** A packet's u-law payload came, at this time of {@link ArrivalReader}. */
  void onFrame(ByteBuffer packet, int offset, int length, long arrivalNs) {
    if (pressed && arrivalNs > lastPromptNs && ear.hears(packet, offset, length)) {
      lastPromptNs = arrivalNs;
    }
  }

  /** True when the key was pressed and the prompt ended soon after it. */
  boolean stopped() {
    return pressed && lastPromptNs - pressNs < STOPPED_NS;
  }

  /** From the key to the last packet of the prompt, in microseconds; 0 when none came after it. */
  long delayUs() {
    return (lastPromptNs - pressNs) / 1000;
  }
}
