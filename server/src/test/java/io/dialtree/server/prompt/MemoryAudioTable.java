package io.dialtree.server.prompt;

import io.dialtree.store.AudioInfo;
import io.dialtree.store.AudioTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Audio that lasts as long as the test. */
public final class MemoryAudioTable implements AudioTable {
  private final ConcurrentSkipListMap<String, Row> rows = new ConcurrentSkipListMap<>();

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(AudioInfo info, byte[] bytes) {}

  @Override
  public AudioInfo put(String account, String name, String mediaType, byte[] content, Instant at) {
    AudioInfo info =
        new AudioInfo(
            account,
            name,
            mediaType,
            "%064x".formatted(java.util.Arrays.hashCode(content) & 0xffffffffL),
            content.length,
            at);
    rows.put(account + "/" + name, new Row(info, content));
    return info;
  }

  @Override
  public Optional<byte[]> read(String account, String name) {
    return Optional.ofNullable(rows.get(account + "/" + name)).map(Row::bytes);
  }

  @Override
  public Optional<AudioInfo> find(String account, String name) {
    return Optional.ofNullable(rows.get(account + "/" + name)).map(Row::info);
  }

  @Override
  public List<AudioInfo> list() {
    return rows.values().stream().map(Row::info).toList();
  }

  @Override
  public boolean remove(String account, String name) {
    return rows.remove(account + "/" + name) != null;
  }

  @Override
  public void listen(Runnable listener) {}
}
