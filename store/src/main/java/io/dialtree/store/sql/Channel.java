package io.dialtree.store.sql;

/** What nodes tell each other about. */
enum Channel {
  /** Documents, audio and sessions. */
  DOCUMENT("dialtree_document"),
  /** Work that somebody may take. */
  TASK("dialtree_task");

  private final String sqlName;

  Channel(String sqlName) {
    this.sqlName = sqlName;
  }

  /** Its name as PostgreSQL knows it. */
  String sqlName() {
    return sqlName;
  }
}
