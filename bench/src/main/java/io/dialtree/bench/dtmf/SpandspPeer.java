package io.dialtree.bench.dtmf;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * spandsp's receiver in a process of its own ({@code spandsp_peer.c}), asked over its standard
 * input and output in little-endian numbers.
 */
final class SpandspPeer implements Hearing, AutoCloseable {
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  SpandspPeer(Path program, boolean dialToneFilter) throws IOException {
    process =
        new ProcessBuilder(program.toString(), dialToneFilter ? "filter" : "plain")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  @Override
  public List<Hit> hear(short[] pcm) {
    try {
      send(pcm, 0);
      List<Hit> hits = new ArrayList<>();
      for (int count = readInt(); count > 0; count--) {
        char key = (char) readInt();
        hits.add(new Hit(key, readInt()));
      }
      return hits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** CPU nanoseconds a frame of 20 ms, the audio heard this many times. */
  double nsPerFrame(short[] pcm, int rounds) throws IOException {
    send(pcm, rounds);
    return readInt();
  }

  /** The same when this many receivers get one frame each in turn. */
  double nsPerFrameInTurn(short[] pcm, int receivers) throws IOException {
    send(pcm, -receivers);
    return readInt();
  }

  @Override
  public void close() throws IOException {
    out.close();
    in.close();
  }

  private void send(short[] pcm, int rounds) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(pcm.length).putInt(rounds);
    bytes.asShortBuffer().put(pcm);
    out.write(bytes.array());
    out.flush();
  }

  private int readInt() throws IOException {
    return Integer.reverseBytes(in.readInt());
  }
}
