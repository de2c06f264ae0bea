package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/**
 * Turns payload into linear samples, with the memory one stream needs. Used by one thread at a
 * time; never allocates and never throws for a payload's content: any byte decodes to something.
 */
public interface AudioDecoder {
  /**
   * Decodes {@code length} bytes at the absolute {@code offset} of {@code in}, without moving its
   * position. They follow those of the last call.
   *
   * @return samples written to {@code out} from {@code outOffset} on
   */
  int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset);
}
