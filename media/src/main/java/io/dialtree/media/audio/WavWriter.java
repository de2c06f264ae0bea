package io.dialtree.media.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a WAV file of 16-bit samples, piece by piece. The header's lengths are right after {@link
 * #flush} and {@link #close}; a file that was never closed plays up to its last flush. Confined to
 * one thread, which may wait for the disk.
 */
public final class WavWriter implements AutoCloseable {
  private static final int HEADER_BYTES = 44;
  private static final int FORMAT_PCM = 1;

  private final FileChannel file;
  private final int sampleRate;
  private final int channels;
  private long dataBytes;

  private WavWriter(FileChannel file, int sampleRate, int channels) {
    this.file = file;
    this.sampleRate = sampleRate;
    this.channels = channels;
  }

  /** Creates or replaces a file of one channel. */
  public static WavWriter create(Path path, int sampleRate) throws IOException {
    return create(path, sampleRate, 1);
  }

  /** Creates or replaces a file of so many channels. */
  public static WavWriter create(Path path, int sampleRate, int channels) throws IOException {
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    WavWriter writer = new WavWriter(file, sampleRate, channels);
    writer.writeHeader();
    return writer;
  }

  /**
   * Appends samples.
   *
   * @param pcm those of several channels by turns, the left one first
   * @param samples of all channels together
   */
  public void append(short[] pcm, int offset, int samples) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm, offset, samples);
    writeAt(bytes, HEADER_BYTES + dataBytes);
    dataBytes += 2L * samples;
  }

  /** Makes the header tell what the file holds by now. */
  public void flush() throws IOException {
    writeHeader();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      writeHeader();
    }
  }

  private void writeHeader() throws IOException {
    int data = (int) Math.min(dataBytes, Integer.MAX_VALUE - HEADER_BYTES);
    int frameBytes = 2 * channels;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + data).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16).putShort((short) FORMAT_PCM).putShort((short) channels);
    header.putInt(sampleRate).putInt(frameBytes * sampleRate);
    header.putShort((short) frameBytes).putShort((short) 16);
    header.put(ascii("data")).putInt(data).flip();
    writeAt(header, 0);
  }

  private void writeAt(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
