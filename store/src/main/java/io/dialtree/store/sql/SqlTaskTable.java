package io.dialtree.store.sql;

import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Work in one table. A piece is taken by moving its time on, so that two nodes never get the same.
 */
final class SqlTaskTable implements TaskTable {
  private static final String COLUMNS =
      "id, queue, account, state, created_ms, next_ms, attempts, content, result";

  private final Database database;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  SqlTaskTable(Database database) {
    this.database = database;
  }

  @Override
  public void addAll(List<Task> work) {
    if (work.isEmpty()) {
      return;
    }
    database.write(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              "INSERT INTO task ("
                  + COLUMNS
                  + ") VALUES (:id, :queue, :account, :state,"
                  + " :created, :next, :attempts, :content, :result) ON CONFLICT (id) DO NOTHING");
      work.forEach(task -> bind(batch, task).add());
      batch.execute();
      database.announce(handle, Channel.TASK);
      return work.size();
    });
    listeners.forEach(Runnable::run);
  }

  private static PreparedBatch bind(PreparedBatch batch, Task task) {
    return batch
        .bind("id", task.id())
        .bind("queue", task.queue().name())
        .bind("account", task.account())
        .bind("state", task.state().name())
        .bind("created", task.created().toEpochMilli())
        .bind("next", task.next().toEpochMilli())
        .bind("attempts", task.attempts())
        .bind("content", task.content())
        .bind("result", task.result());
  }

  @Override
  public List<Task> take(TaskQueue queue, int limit, Instant now, Duration lease) {
    List<Task> due =
        database.read(handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM task WHERE queue = :queue AND state IN ('WAITING',"
                        + " 'TAKEN') AND next_ms <= :now ORDER BY next_ms, created_ms LIMIT :limit")
                .bind("queue", queue.name())
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> task(row))
                .list());
    return due.isEmpty()
        ? due
        : database.write(
            handle -> due.stream().filter(task -> take(handle, task, now.plus(lease))).toList());
  }

  /** False when another node was faster. */
  private static boolean take(Handle handle, Task task, Instant until) {
    return handle
            .createUpdate(
                "UPDATE task SET state = 'TAKEN', next_ms = :until, attempts = attempts + 1 WHERE"
                    + " id = :id AND next_ms = :seen AND attempts = :attempts")
            .bind("until", until.toEpochMilli())
            .bind("id", task.id())
            .bind("seen", task.next().toEpochMilli())
            .bind("attempts", task.attempts())
            .execute()
        == 1;
  }

  @Override
  public void done(String id, String result) {
    change(id, Task.State.DONE, Instant.EPOCH, result);
  }

  @Override
  public void retry(String id, Instant next, String result) {
    change(id, Task.State.WAITING, next, result);
  }

  @Override
  public void failed(String id, String result) {
    change(id, Task.State.FAILED, Instant.EPOCH, result);
  }

  private void change(String id, Task.State state, Instant next, String result) {
    database.write(handle ->
        handle
            .createUpdate(
                "UPDATE task SET state = :state, next_ms = :next, result = :result WHERE id = :id")
            .bind("state", state.name())
            .bind("next", next.toEpochMilli())
            .bind("result", result)
            .bind("id", id)
            .execute());
  }

  @Override
  public Optional<Task> find(String id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM task WHERE id = :id")
            .bind("id", id)
            .map((row, _) -> task(row))
            .findOne());
  }

  @Override
  public List<Task> list(TaskQueue queue, String account, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM task WHERE queue = :queue AND account = :account ORDER"
                    + " BY created_ms DESC, id DESC LIMIT :limit")
            .bind("queue", queue.name())
            .bind("account", account)
            .bind("limit", limit)
            .map((row, _) -> task(row))
            .list());
  }

  @Override
  public List<Task> list(TaskQueue queue, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM task WHERE queue = :queue ORDER BY created_ms DESC, id DESC LIMIT"
                    + " :limit")
            .bind("queue", queue.name())
            .bind("limit", limit)
            .map((row, _) -> task(row))
            .list());
  }

  @Override
  public int forgetBefore(Instant time) {
    return database.write(handle ->
        handle
            .createUpdate(
                "DELETE FROM task WHERE state IN ('DONE', 'FAILED') AND created_ms < :before")
            .bind("before", time.toEpochMilli())
            .execute());
  }

  @Override
  public int forgetWaitingBefore(TaskQueue queue, Instant time) {
    return database.write(handle ->
        handle
            .createUpdate(
                "DELETE FROM task WHERE queue = :queue AND state = 'WAITING' AND created_ms <"
                    + " :before")
            .bind("queue", queue.name())
            .bind("before", time.toEpochMilli())
            .execute());
  }

  @Override
  public void listen(Runnable listener) {
    listeners.add(listener);
    database.listen(Channel.TASK, listener);
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        row.getString("id"),
        TaskQueue.valueOf(row.getString("queue")),
        row.getString("account"),
        Task.State.valueOf(row.getString("state")),
        Instant.ofEpochMilli(row.getLong("created_ms")),
        Instant.ofEpochMilli(row.getLong("next_ms")),
        row.getInt("attempts"),
        row.getString("content"),
        row.getString("result"));
  }
}
