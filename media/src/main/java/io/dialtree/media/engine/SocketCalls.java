package io.dialtree.media.engine;

import io.dialtree.media.linux.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * The C library's {@code recv} and {@code send} on the descriptors of channels (POSIX.1-2017; the
 * numbers are those of Linux). The channel opens, binds, connects and closes; it must be open while
 * its descriptor is used. Confined to one thread.
 */
final class SocketCalls {
  private static final int MSG_DONTWAIT = 0x40;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ECONNREFUSED = 111;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  private static final @Nullable MethodHandle DESCRIPTOR = descriptorGetter();
  private static final @Nullable MethodHandle RECV = DESCRIPTOR == null ? null : call("recv");
  private static final @Nullable MethodHandle SEND = DESCRIPTOR == null ? null : call("send");

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);
  private final long rxAddress;
  private final long rxBytes;
  private final long txAddress;

  SocketCalls(ByteBuffer rx, ByteBuffer tx) {
    rxAddress = address(rx);
    rxBytes = rx.capacity();
    txAddress = address(tx);
  }

  /** Where a direct buffer begins in memory. */
  static long address(ByteBuffer direct) {
    return MemorySegment.ofBuffer(direct.duplicate().clear()).address();
  }

  /** The JDK tells it only to those whom the command line or the jar allows to ask. */
  private static @Nullable MethodHandle descriptorGetter() {
    if (!CLibrary.isLinux()) {
      return null;
    }
    try {
      MethodHandle getter =
          MethodHandles.lookup()
              .findVirtual(
                  Class.forName("sun.nio.ch.SelChImpl"),
                  "getFDVal",
                  MethodType.methodType(int.class));
      return getter.asType(MethodType.methodType(int.class, DatagramChannel.class));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError notAllowed) {
      return null;
    }
  }

  // Critical calls skip the thread's change of state, which costs more than it saves for calls that
  // never wait.
  private static @Nullable MethodHandle call(String name) {
    return CLibrary.function(
            name,
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"),
            Linker.Option.critical(false))
        .orElse(null);
  }

  /** The channel's descriptor, or {@link ConnectedIo#NO_DESCRIPTOR}. */
  static int descriptor(DatagramChannel channel) {
    MethodHandle getter = DESCRIPTOR;
    if (getter == null || RECV == null || SEND == null) {
      return ConnectedIo.NO_DESCRIPTOR;
    }
    try {
      return (int) getter.invokeExact(channel);
    } catch (Throwable otherKindOfChannel) {
      return ConnectedIo.NO_DESCRIPTOR;
    }
  }

  // Each calls its own constant handle: one that comes as an argument is bound anew, and costs an
  // object, whenever the compiler does not take the callee into the caller. It must not take these
  // two into theirs, where they cost 40 bytes: bin/dialtree and pom.xml forbid it by their names.

  /** As {@link ConnectedIo#read}. */
  int receive(int descriptor) {
    if (RECV == null) {
      return ConnectedIo.FAILED;
    }
    try {
      return result((long) RECV.invokeExact(state, descriptor, rxAddress, rxBytes, MSG_DONTWAIT));
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** As {@link ConnectedIo#write}. */
  int send(int descriptor, int length) {
    if (SEND == null) {
      return ConnectedIo.FAILED;
    }
    try {
      return result(
          (long) SEND.invokeExact(state, descriptor, txAddress, (long) length, MSG_DONTWAIT));
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private int result(long n) {
    return n >= 0 ? (int) n : verdict((int) ERRNO.get(state, 0L));
  }

  private static int verdict(int errno) {
    return switch (errno) {
      case EAGAIN, EINTR -> ConnectedIo.NOTHING;
      case ECONNREFUSED -> ConnectedIo.UNREACHABLE;
      default -> ConnectedIo.FAILED;
    };
  }
}
