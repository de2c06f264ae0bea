package io.dialtree.bench.dtmf;

import io.dialtree.media.codec.G711;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/**
 * A piece of 8 kHz audio and the tones in it.
 *
 * @param missing the samples whose packets never came; {@code pcm} has silence there
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once; equality is never asked.
record Trial(short[] pcm, List<Press> presses, BitSet missing) {
  /** Sends samples through a codec, in place. */
  static short[] through(short[] pcm, G711 law) {
    byte[] bytes = new byte[pcm.length];
    law.encode(pcm, 0, pcm.length, bytes, 0);
    law.decode(ByteBuffer.wrap(bytes), 0, bytes.length, pcm, 0);
    return pcm;
  }
}
