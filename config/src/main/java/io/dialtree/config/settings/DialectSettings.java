package io.dialtree.config.settings;

/**
 * What the originals of some dialects leave open, or do in a way that not everybody likes.
 *
 * @param kazooEarlyMatch a Kazoo menu that does not hunt takes a key as soon as no longer child
 *     begins with it, without waiting for another
 * @param zendeskKeyMs how long a menu of an IVR waits for a key, from the end of its greeting, in
 *     milliseconds
 * @param zendeskAttempts how often such a menu is played in all before its default route is taken
 */
public record DialectSettings(boolean kazooEarlyMatch, int zendeskKeyMs, int zendeskAttempts) {}
