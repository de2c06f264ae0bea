/** The flow model: immutable records that every dialect reads into and the interpreter runs. */
@NullMarked
package io.dialtree.config.model;

import org.jspecify.annotations.NullMarked;
