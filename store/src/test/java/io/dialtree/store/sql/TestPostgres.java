package io.dialtree.store.sql;

import io.dialtree.store.StoreUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One PostgreSQL server for all tests of this JVM; each test gets a database of its own. */
final class TestPostgres {
  private static final EmbeddedPostgres SERVER = start();
  private static int databases;

  private TestPostgres() {}

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException _) {
      // The JVM ends; the server's folder is under /tmp.
    }
  }

  static synchronized StoreUrl newDatabase() {
    databases++;
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE test" + databases);
      return sameDatabase();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static synchronized StoreUrl sameDatabase() {
    String url =
        "postgresql://postgres:postgres@localhost:" + SERVER.getPort() + "/test" + databases;
    return StoreUrl.parse(url).orElseThrow();
  }
}
