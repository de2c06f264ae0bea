package io.dialtree.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array as one number, the most significant first, as ciphers count them. */
final class BigEndian {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static long get(byte[] from, int at) {
    return (long) LONGS.get(from, at);
  }

  static void put(byte[] to, int at, long value) {
    LONGS.set(to, at, value);
  }
}
