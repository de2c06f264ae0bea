package io.dialtree.store.sql;

import io.dialtree.store.AudioInfo;
import io.dialtree.store.AudioTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Audio in one table, bytes and all. */
final class SqlAudioTable implements AudioTable {
  private static final String INFO =
      "SELECT account, name, media_type, sha256, size_bytes, at_ms FROM audio";
  private static final String ONE = " WHERE account = :account AND name = :name";

  private final Database database;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  SqlAudioTable(Database database) {
    this.database = database;
  }

  @Override
  public AudioInfo put(String account, String name, String mediaType, byte[] content, Instant at) {
    if (content.length > BYTES_MAX) {
      throw new IllegalArgumentException(
          "audio of " + content.length + " bytes, at most " + BYTES_MAX);
    }
    AudioInfo info =
        AudioInfo.of(account, name, mediaType, content, Instant.ofEpochMilli(at.toEpochMilli()));
    database.write(handle ->
        handle
            .createUpdate(
                "INSERT INTO audio (account, name, media_type, sha256, size_bytes, at_ms, content)"
                    + " VALUES (:account, :name, :type, :sha256, :size, :at, :content) ON CONFLICT"
                    + " (account, name) DO UPDATE SET media_type = :type, sha256 = :sha256,"
                    + " size_bytes = :size, at_ms = :at, content = :content")
            .bind("account", account)
            .bind("name", name)
            .bind("type", mediaType)
            .bind("sha256", info.sha256())
            .bind("size", info.sizeBytes())
            .bind("at", info.at().toEpochMilli())
            .bind("content", content)
            .execute());
    announce();
    return info;
  }

  @Override
  public Optional<byte[]> read(String account, String name) {
    return database.read(handle ->
        handle
            .createQuery("SELECT content FROM audio" + ONE)
            .bind("account", account)
            .bind("name", name)
            .map((row, _) -> row.getBytes("content"))
            .findOne());
  }

  @Override
  public Optional<AudioInfo> find(String account, String name) {
    return database.read(handle ->
        handle
            .createQuery(INFO + ONE)
            .bind("account", account)
            .bind("name", name)
            .map((row, _) -> info(row))
            .findOne());
  }

  @Override
  public List<AudioInfo> list() {
    return database.read(handle ->
        handle.createQuery(INFO + " ORDER BY account, name").map((row, _) -> info(row)).list());
  }

  @Override
  public boolean remove(String account, String name) {
    boolean removed =
        database.write(handle ->
            handle
                .createUpdate("DELETE FROM audio" + ONE)
                .bind("account", account)
                .bind("name", name)
                .execute())
            > 0;
    announce();
    return removed;
  }

  @Override
  public void listen(Runnable listener) {
    listeners.add(listener);
    database.listen(Channel.DOCUMENT, listener);
  }

  private void announce() {
    database.write(handle -> {
      database.announce(handle, Channel.DOCUMENT);
      return true;
    });
    listeners.forEach(Runnable::run);
  }

  private static AudioInfo info(ResultSet row) throws SQLException {
    return new AudioInfo(
        row.getString("account"),
        row.getString("name"),
        row.getString("media_type"),
        row.getString("sha256"),
        row.getLong("size_bytes"),
        Instant.ofEpochMilli(row.getLong("at_ms")));
  }
}
