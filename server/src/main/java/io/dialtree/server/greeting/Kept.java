package io.dialtree.server.greeting;

/**
 * What became of a greeting that is kept.
 *
 * @param prompt the name flows know it by
 * @param plays true when the next caller hears it
 * @param hint what is left to do for that, empty when nothing is
 */
record Kept(String prompt, boolean plays, String hint) {}
