package io.dialtree.store.sql;

import io.dialtree.store.Principal;
import io.dialtree.store.PrincipalTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Principals in one table. */
final class SqlPrincipalTable implements PrincipalTable {
  private static final String SELECT = "SELECT name, account, admin, data, hash FROM principal";

  /** Stands in for a name that nobody has, so that the answer takes as long. */
  private static final String NOBODY = SecretHash.of("nobody");

  private final Database database;
  private final VerifiedSecrets verified = new VerifiedSecrets();

  SqlPrincipalTable(Database database) {
    this.database = database;
  }

  private record Row(Principal principal, String hash) {}

  @Override
  public void put(Principal principal, String secret) {
    String hash = SecretHash.of(secret);
    database.write(handle ->
        handle
            .createUpdate(
                "INSERT INTO principal (name, account, admin, data, hint, hash, created_ms) VALUES"
                    + " (:name, :account, :isAdmin, :data, :hint, :hash, :now) ON CONFLICT (name)"
                    + " DO UPDATE SET account = :account, admin = :isAdmin, data = :data, hint ="
                    + " :hint, hash = :hash")
            .bind("name", principal.name())
            .bind("account", principal.account())
            .bind("isAdmin", principal.admin() ? 1 : 0)
            .bind("data", principal.data())
            .bind("hint", SecretHash.hint(secret))
            .bind("hash", hash)
            .bind("now", Clock.systemUTC().millis())
            .execute());
  }

  @Override
  public boolean change(Principal principal) {
    return database.write(handle ->
        handle
            .createUpdate(
                "UPDATE principal SET account = :account, admin = :isAdmin, data = :data WHERE"
                    + " name = :name")
            .bind("name", principal.name())
            .bind("account", principal.account())
            .bind("isAdmin", principal.admin() ? 1 : 0)
            .bind("data", principal.data())
            .execute())
        > 0;
  }

  @Override
  public boolean remove(String name) {
    return database.write(handle ->
        handle
            .createUpdate("DELETE FROM principal WHERE name = :name")
            .bind("name", name)
            .execute())
        > 0;
  }

  @Override
  public List<Principal> list() {
    return database.read(handle ->
        handle.createQuery(SELECT + " ORDER BY name").map((row, _) -> row(row).principal()).list());
  }

  @Override
  public Optional<Principal> verify(String name, String secret) {
    List<Row> rows = rows(" WHERE name = :value", name);
    if (rows.isEmpty()) {
      SecretHash.matches(secret, NOBODY);
    }
    return matching(rows, secret);
  }

  @Override
  public Optional<Principal> verify(String secret) {
    return matching(rows(" WHERE hint = :value", SecretHash.hint(secret)), secret);
  }

  private Optional<Principal> matching(List<Row> rows, String secret) {
    return rows.stream()
        .filter(row -> verified.matches(secret, row.hash()))
        .findFirst()
        .map(Row::principal);
  }

  private List<Row> rows(String where, String value) {
    return database.read(handle ->
        handle.createQuery(SELECT + where).bind("value", value).map((row, _) -> row(row)).list());
  }

  private static Row row(ResultSet row) throws SQLException {
    Principal principal =
        new Principal(
            row.getString("name"),
            row.getString("account"),
            row.getInt("admin") != 0,
            row.getString("data"));
    return new Row(principal, row.getString("hash"));
  }
}
