/**
 * The store in SQL: SQLite in the data folder, or PostgreSQL shared by several nodes, with the same
 * schema and the same statements. Start at {@link io.dialtree.store.sql.SqlStore}. Any thread;
 * everything here may block.
 */
@NullMarked
package io.dialtree.store.sql;

import org.jspecify.annotations.NullMarked;
