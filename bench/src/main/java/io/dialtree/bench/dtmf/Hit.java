package io.dialtree.bench.dtmf;

/** A digit that was heard; {@code at} is the sample at which it was decided. */
record Hit(char key, int at) {}
