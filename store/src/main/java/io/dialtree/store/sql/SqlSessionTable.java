package io.dialtree.store.sql;

import io.dialtree.store.Principal;
import io.dialtree.store.Session;
import io.dialtree.store.SessionTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Sessions in one table. */
final class SqlSessionTable implements SessionTable {
  private final Database database;

  SqlSessionTable(Database database) {
    this.database = database;
  }

  @Override
  public void put(Session session, Instant now) {
    Principal principal = session.principal();
    database.write(handle -> {
      handle
          .createUpdate("DELETE FROM session WHERE until_ms < :now")
          .bind("now", now.toEpochMilli())
          .execute();
      return handle
          .createUpdate(
              "INSERT INTO session (token_hash, name, account, admin, data, until_ms) VALUES"
                  + " (:hash, :name, :account, :isAdmin, :data, :until)")
          .bind("hash", session.tokenHash())
          .bind("name", principal.name())
          .bind("account", principal.account())
          .bind("isAdmin", principal.admin() ? 1 : 0)
          .bind("data", principal.data())
          .bind("until", session.until().toEpochMilli())
          .execute();
    });
  }

  @Override
  public Optional<Session> find(String tokenHash) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT token_hash, name, account, admin, data, until_ms FROM session WHERE"
                    + " token_hash = :hash")
            .bind("hash", tokenHash)
            .map((row, _) -> session(row))
            .findOne());
  }

  @Override
  public void removeOf(String name) {
    database.write(handle -> {
      database.announce(handle, Channel.DOCUMENT);
      return handle
          .createUpdate("DELETE FROM session WHERE name = :name")
          .bind("name", name)
          .execute();
    });
  }

  @Override
  public void listen(Runnable listener) {
    database.listen(Channel.DOCUMENT, listener);
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("token_hash"),
        new Principal(
            row.getString("name"),
            row.getString("account"),
            row.getInt("admin") != 0,
            row.getString("data")),
        Instant.ofEpochMilli(row.getLong("until_ms")));
  }
}
