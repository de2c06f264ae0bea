/**
 * The native flow format: YAML in {@code flows/*.yaml}. Turns a document into the flow model; knows
 * no other dialect and runs nothing. Start at {@link
 * io.dialtree.config.dialect.nativeyaml.NativeFlowReader}. Any thread.
 */
@NullMarked
package io.dialtree.config.dialect.nativeyaml;

import org.jspecify.annotations.NullMarked;
