package io.dialtree.media.codec;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;

/**
 * The one place that touches the native Opus library. Its memory is freed when the encoder or
 * decoder is not reachable any more.
 */
final class OpusNative {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int BIT_RATE = 24_000; // wideband speech is transparent from here on
  private static final int COMPLEXITY = 10; // prompts are encoded once, so take the time
  private static final int MONO = 1;

  /** RFC 6716 section 3.1: no packet is longer than 120 ms. */
  private static final int PACKET_MS_MAX = 120;

  private static final int PACKET_BYTES_MAX = 1500; // what an Ethernet frame holds

  private OpusNative() {}

  /** Loads the library; false when this platform has none. */
  static boolean isAvailable() {
    try {
      org.jitsi.impl.neomedia.codec.audio.opus.Opus.assertOpusIsFunctional();
      return true;
    } catch (LinkageError | RuntimeException missing) {
      return false;
    }
  }

  /** One stream of frames of 20 ms. */
  static final class Encoder implements AudioEncoder {
    private final long handle;
    private final byte[] linear;

    Encoder(int sampleRate) {
      long created = org.jitsi.impl.neomedia.codec.audio.opus.Opus.encoder_create(sampleRate, MONO);
      org.jitsi.impl.neomedia.codec.audio.opus.Opus.encoder_set_bitrate(created, BIT_RATE);
      org.jitsi.impl.neomedia.codec.audio.opus.Opus.encoder_set_complexity(created, COMPLEXITY);
      CLEANER.register(
          this, () -> org.jitsi.impl.neomedia.codec.audio.opus.Opus.encoder_destroy(created));
      handle = created;
      linear = new byte[2 * sampleRate * PACKET_MS_MAX / 1000];
    }

    @Override
    public int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset) {
      for (int i = 0; i < samples; i++) {
        linear[2 * i] = (byte) pcm[offset + i];
        linear[2 * i + 1] = (byte) (pcm[offset + i] >> 8);
      }
      int room = Math.min(out.length - outOffset, Opus.FRAME_BYTES_MAX);
      return Math.max(
          0,
          org.jitsi.impl.neomedia.codec.audio.opus.Opus.encode(
              handle, linear, 0, samples, out, outOffset, room));
    }
  }

  /** One stream of packets; what is no Opus gives no samples. */
  static final class Decoder implements AudioDecoder {
    private final long handle;
    private final byte[] packet = new byte[PACKET_BYTES_MAX];
    private final byte[] linear;
    private final int samplesMax;

    Decoder(int sampleRate) {
      long created = org.jitsi.impl.neomedia.codec.audio.opus.Opus.decoder_create(sampleRate, MONO);
      CLEANER.register(
          this, () -> org.jitsi.impl.neomedia.codec.audio.opus.Opus.decoder_destroy(created));
      handle = created;
      samplesMax = sampleRate * PACKET_MS_MAX / 1000;
      linear = new byte[2 * samplesMax];
    }

    @Override
    public int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset) {
      if (length <= 0 || length > packet.length) {
        return 0;
      }
      in.get(offset, packet, 0, length);
      int room = Math.min(samplesMax, out.length - outOffset);
      int samples =
          org.jitsi.impl.neomedia.codec.audio.opus.Opus.decode(
              handle, packet, 0, length, linear, 0, room, 0);
      for (int i = 0; i < samples; i++) {
        out[outOffset + i] = (short) ((linear[2 * i] & 0xFF) | (linear[2 * i + 1] << 8));
      }
      return Math.max(0, samples);
    }
  }
}
