/**
 * The call-flow dialect: a map of modules that name each other. {@link
 * io.dialtree.config.dialect.callflow.CallFlow} reads a document ({@code read}: validation, with
 * findings named like JSON Schema's rules) and writes it again ({@code json}: every field, unknown
 * ones included); {@link io.dialtree.config.dialect.callflow.CallFlowCompiler} makes a flow. Knows
 * no other dialect, no HTTP and runs nothing. Start at {@link
 * io.dialtree.config.dialect.callflow.CallFlow}. Any thread.
 */
@NullMarked
package io.dialtree.config.dialect.callflow;

import org.jspecify.annotations.NullMarked;
