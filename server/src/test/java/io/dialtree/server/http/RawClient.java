package io.dialtree.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client that says byte by byte what it likes. Confined to one test. */
final class RawClient implements AutoCloseable {
  private static final int LIMIT_MS = 10_000;
  private static final int DROP_MS = 10;

  private final Socket socket = new Socket();
  private final InputStream in;

  private RawClient(String base, String from) throws IOException {
    URI server = URI.create(base);
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), LIMIT_MS);
    socket.setSoTimeout(LIMIT_MS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient of(String base) throws IOException {
    return new RawClient(base, "127.0.0.1");
  }

  /** From another address of this machine. */
  static RawClient from(String address, String base) throws IOException {
    return new RawClient(base, address);
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Sends drop by drop, for ever, until the server has enough. */
  void dripUntilCut() throws IOException {
    socket.setSoTimeout(DROP_MS);
    long giveUpNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
    while (!isCutAfterADrop()) {
      assertThat(System.nanoTime() - giveUpNs).as("it drips still").isNegative();
    }
  }

  private boolean isCutAfterADrop() throws IOException {
    try {
      send("x");
      assertThat(in.read()).as("the server says nothing").isNegative();
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (SocketException _) {
      return true;
    }
  }

  /** The next line, without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /** Status line and headers. */
  List<String> head() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  /** The status of the next answer, whose body is read away. */
  int status() throws IOException {
    List<String> head = head();
    assertThat(head).as("an answer").isNotEmpty();
    int length =
        head.stream()
            .filter(it -> it.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(it -> Integer.parseInt(it.substring(it.indexOf(':') + 1).strip()))
            .findFirst()
            .orElse(0);
    in.readNBytes(length);
    return Integer.parseInt(head.getFirst().substring(9, 12));
  }

  /** Reads to the end of the connection, and returns how much there was. */
  long readUntilCut() throws IOException {
    byte[] some = new byte[65_536];
    long bytes = 0;
    try {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        bytes += n;
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server does not end the connection", e);
    } catch (SocketException _) {
      return bytes; // reset: what was on its way is gone
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
