package io.dialtree.store.sql;

import io.dialtree.store.StoreUnavailable;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Brings the tables to the version this server knows. */
final class Schema {
  /**
   * The number of the newest script. A schema that has it is not looked at further: that takes half
   * a second.
   */
  static final int VERSION = 2;

  private static final String SCRIPTS = "classpath:io/dialtree/store/migration";

  private Schema() {}

  static void bringUpToDate(DataSource source) {
    int version = version(source).orElse(0);
    if (version > VERSION) {
      throw new StoreUnavailable(
          "the store was written by a newer version (schema %d, this one knows %d)"
              .formatted(version, VERSION),
          new IllegalStateException("schema " + version));
    }
    if (version < VERSION) {
      try {
        Flyway.configure().dataSource(source).locations(SCRIPTS).load().migrate();
      } catch (FlywayException e) {
        throw new StoreUnavailable("the store's tables cannot be made: " + e.getMessage(), e);
      }
    }
  }

  private static Optional<Integer> version(DataSource source) {
    try {
      return Jdbi.create(source)
          .withHandle(handle ->
              handle
                  .createQuery(
                      "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE"
                          + " success")
                  .mapTo(Integer.class)
                  .findOne());
    } catch (JdbiException _) {
      return Optional.empty(); // a new database has no history
    }
  }
}
