package io.dialtree.bench.dtmf;

import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitReceiver;
import io.dialtree.media.dtmf.DigitSettings;
import io.dialtree.media.dtmf.ToneWorkspace;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What a call gets: packets of u-law, some of which never come, through its digit receiver. */
final class OwnReceiver {
  private static final int FRAME = Loss.FRAME;
  // Between two packets so much time passes on the clock of this receiver that it waits for none.
  private static final long PACKET_NS = 100_000_000;
  private static final long TICK_NS = PACKET_NS / 2;

  private final List<Hit> hits = new ArrayList<>();
  private final ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_BYTES + FRAME);
  private final DigitReceiver receiver;
  private int at;

  private OwnReceiver(ToneWorkspace workspace) {
    receiver =
        new DigitReceiver(
            new DigitSettings(
                DigitMode.AUTO, Map.of(101, 8000), Map.of(0, G711.PCMU), OptionalInt.empty()),
            (digit, source, durationMs, atNs) -> hits.add(new Hit(digit, at)),
            workspace);
  }

  /** What is heard of audio in frames of 20 ms, of which those lost are not sent. */
  static List<Hit> hear(Trial trial, ToneWorkspace workspace) {
    OwnReceiver call = new OwnReceiver(workspace);
    for (int from = 0; from + FRAME <= trial.pcm().length; from += FRAME) {
      call.at = from + FRAME;
      if (!trial.missing().get(from)) {
        call.frame(trial.pcm(), from);
      }
    }
    return call.hits;
  }

  private void frame(short[] pcm, int from) {
    int number = from / FRAME;
    byte[] payload = new byte[FRAME];
    G711.PCMU.encode(pcm, from, FRAME, payload, 0);
    RtpPacket.writeHeader(packet, 0, false, 0, number & 0xFFFF, from, 1);
    packet.put(RtpPacket.HEADER_BYTES, payload);
    receiver.onPacket(packet, 0, packet.capacity(), number * PACKET_NS);
    receiver.onTick(number * PACKET_NS + TICK_NS);
  }
}
