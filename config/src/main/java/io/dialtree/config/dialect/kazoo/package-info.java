/**
 * The Kazoo dialect: callflow and menu documents in JSON, with the defaults and limits of Kazoo's
 * schemas. Turns them into the flow model; knows no other dialect and runs nothing. Start at {@link
 * io.dialtree.config.dialect.kazoo.CallflowReader}. Any thread.
 */
@NullMarked
package io.dialtree.config.dialect.kazoo;

import org.jspecify.annotations.NullMarked;
