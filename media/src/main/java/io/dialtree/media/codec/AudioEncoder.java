package io.dialtree.media.codec;

/**
 * Turns linear samples into payload, with the memory one stream needs. Used by one thread at a
 * time; never allocates and never throws for what it is given to code.
 */
public interface AudioEncoder {
  /**
   * Encodes {@code samples} samples of {@code pcm}, which follow those of the last call.
   *
   * @return bytes written to {@code out} from {@code outOffset} on
   */
  int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset);
}
