package io.dialtree.media.dtmf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the UDP datagrams of a capture file, pcap or pcapng, in the file's order. A file that was
 * cut short is read as far as it goes; packets that are no whole UDP datagram are passed over.
 */
public final class PcapReader {
  private static final int PCAP_US = 0xA1B2C3D4;
  private static final int PCAP_NS = 0xA1B23C4D;
  private static final int PCAPNG_SECTION = 0x0A0D0D0A;
  private static final int PCAPNG_ORDER = 0x1A2B3C4D;
  private static final int PCAPNG_INTERFACE = 1;
  private static final int PCAPNG_SIMPLE = 3;
  private static final int PCAPNG_ENHANCED = 6;
  private static final int OPTION_RESOLUTION = 9;
  private static final int INTERFACES_MAX =
      1_000; // More are no capture but an attack on our memory.
  private static final long MICROSECOND_NS = 1_000;

  private final ByteBuffer file;
  private final Consumer<UdpPacket> sink;
  private final List<Interface> interfaces = new ArrayList<>();

  private record Interface(int linkType, double tickNs) {}

  private PcapReader(ByteBuffer file, Consumer<UdpPacket> sink) {
    this.file = file;
    this.sink = sink;
  }

  /** Whether a file starts like a capture. */
  public static boolean isCapture(Path path) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(4);
    try (FileChannel channel = FileChannel.open(path)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {}
    }
    if (head.hasRemaining()) {
      return false;
    }
    int magic = head.getInt(0);
    return magic == PCAPNG_SECTION || isPcap(magic) || isPcap(Integer.reverseBytes(magic));
  }

  /** Reads all datagrams of a file of at most 2 GB. */
  public static void read(Path path, Consumer<UdpPacket> sink) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException("a capture of more than 2 GB; cut it with editcap");
      }
      read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), sink);
    }
  }

  /** Reads all datagrams of a capture in memory. */
  static void read(ByteBuffer file, Consumer<UdpPacket> sink) throws IOException {
    PcapReader reader = new PcapReader(file, sink);
    try {
      reader.readAll();
    } catch (BufferUnderflowException e) {
      // The capture was cut in the middle of a record: what came before has been read.
      return;
    }
  }

  private void readAll() throws IOException {
    int magic = file.order(ByteOrder.BIG_ENDIAN).getInt(0);
    if (magic == PCAPNG_SECTION) {
      readBlocks();
    } else if (isPcap(magic)) {
      readRecords(magic);
    } else if (isPcap(Integer.reverseBytes(magic))) {
      file.order(ByteOrder.LITTLE_ENDIAN);
      readRecords(Integer.reverseBytes(magic));
    } else {
      throw new IOException("neither pcap nor pcapng");
    }
  }

  private static boolean isPcap(int magic) {
    return magic == PCAP_US || magic == PCAP_NS;
  }

  private void readRecords(int magic) {
    int linkType = file.getInt(20) & 0x0FFFFFFF;
    long tickNs = magic == PCAP_NS ? 1 : MICROSECOND_NS;
    file.position(24);
    while (file.remaining() >= 16) {
      long seconds = file.getInt() & 0xFFFFFFFFL;
      long fraction = file.getInt() & 0xFFFFFFFFL;
      ByteBuffer frame = take(file.getInt());
      emit(linkType, seconds * 1_000_000_000L + fraction * tickNs, frame);
    }
  }

  private ByteBuffer take(int captured) {
    file.getInt(); // The length on the wire, which may be larger than what was captured.
    if (captured < 0 || captured > file.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer frame = file.slice(file.position(), captured);
    file.position(file.position() + captured);
    return frame;
  }

  private void readBlocks() throws IOException {
    while (file.remaining() >= 12) {
      int start = file.position();
      int type = file.getInt(start);
      if (type == PCAPNG_SECTION) {
        startSection(start);
      }
      int length = file.getInt(start + 4);
      if (length < 12 || length % 4 != 0 || length > file.limit() - start) {
        throw new BufferUnderflowException();
      }
      readBlock(type, file.slice(start + 8, length - 12).order(file.order()));
      file.position(start + length);
    }
  }

  private void startSection(int start) throws IOException {
    file.order(ByteOrder.BIG_ENDIAN);
    if (file.getInt(start + 8) != PCAPNG_ORDER) {
      file.order(ByteOrder.LITTLE_ENDIAN);
    }
    if (file.getInt(start + 8) != PCAPNG_ORDER) {
      throw new IOException("a pcapng section of unknown byte order");
    }
    interfaces.clear();
  }

  private void readBlock(int type, ByteBuffer body) {
    if (type == PCAPNG_INTERFACE && interfaces.size() < INTERFACES_MAX && body.remaining() >= 8) {
      interfaces.add(new Interface(body.getShort(0) & 0xFFFF, tickNs(body)));
    } else if (type == PCAPNG_ENHANCED && body.remaining() >= 20) {
      int index = body.getInt(0);
      int captured = body.getInt(12);
      if (index >= 0
          && index < interfaces.size()
          && captured >= 0
          && captured <= body.limit() - 20) {
        Interface on = interfaces.get(index);
        long ticks = ((long) body.getInt(4) << 32) | (body.getInt(8) & 0xFFFFFFFFL);
        emit(on.linkType(), Math.round(ticks * on.tickNs()), body.slice(20, captured));
      }
    } else if (type == PCAPNG_SIMPLE && body.remaining() > 4 && !interfaces.isEmpty()) {
      emit(interfaces.getFirst().linkType(), 0, body.slice(4, body.limit() - 4));
    }
  }

  // Option if_tsresol: a power of ten, or of two with the top bit set; microseconds when it is not
  // there.
  private static double tickNs(ByteBuffer body) {
    int at = 8;
    while (at + 4 <= body.limit()) {
      int option = body.getShort(at) & 0xFFFF;
      int length = body.getShort(at + 2) & 0xFFFF;
      if (option == OPTION_RESOLUTION && length >= 1 && at + 4 < body.limit()) {
        int resolution = body.get(at + 4);
        return 1e9 / Math.pow(resolution < 0 ? 2 : 10, resolution & 0x7F);
      }
      if (option == 0) {
        break;
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    return MICROSECOND_NS;
  }

  private void emit(int linkType, long atNs, ByteBuffer frame) {
    try {
      FrameParser.udp(linkType, atNs, frame.order(ByteOrder.BIG_ENDIAN)).ifPresent(sink);
    } catch (IndexOutOfBoundsException e) {
      // A frame shorter than its own headers say holds no datagram.
      return;
    }
  }
}
