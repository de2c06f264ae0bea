package io.dialtree.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Audio that was uploaded or recorded. Thread-safe; every method blocks and throws {@link
 * StoreUnavailable} when the database is away.
 */
public interface AudioTable {
  /**
   * Almost eleven minutes of linear telephone audio. The longest prompt that is read, half an hour,
   * has room when it is compressed.
   */
  int BYTES_MAX = 10 << 20;

  /**
   * Keeps audio, new or in place of what has that name.
   *
   * @throws IllegalArgumentException when it is longer than {@link #BYTES_MAX}
   */
  AudioInfo put(String account, String name, String mediaType, byte[] content, Instant at);

  /** The bytes. */
  Optional<byte[]> read(String account, String name);

  /** What is known of one. */
  Optional<AudioInfo> find(String account, String name);

  /** All, by account and name. */
  List<AudioInfo> list();

  /** Forgets one; false when there is none. */
  boolean remove(String account, String name);

  /**
   * Calls the listener soon after any change, also after those of other nodes, and sometimes when
   * nothing has changed.
   */
  void listen(Runnable listener);
}
