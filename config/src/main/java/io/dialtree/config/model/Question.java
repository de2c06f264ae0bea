package io.dialtree.config.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * What menus and collectors have in common: a prompt, keys, and what happens when they do not come.
 *
 * @param greeting played at every attempt
 * @param invalid played after wrong keys
 * @param timeout played after silence
 * @param rules how keys are collected
 * @param attempts how often it may fail
 * @param onNoInput where silence ends up
 * @param onNoMatch where wrong keys end up
 * @param flushOnExit forget keys typed ahead when it has failed too often
 * @param volumeDb how much louder or softer than they are its prompts sound, in decibels, as {@link
 *     PlayNode#volumeDb}
 */
public record Question(
    List<Prompt> greeting,
    List<Prompt> invalid,
    List<Prompt> timeout,
    DigitRules rules,
    Attempts attempts,
    Exit onNoInput,
    Exit onNoMatch,
    boolean flushOnExit,
    int volumeDb) {
  /** As loud as the prompts are. */
  public Question(
      List<Prompt> greeting,
      List<Prompt> invalid,
      List<Prompt> timeout,
      DigitRules rules,
      Attempts attempts,
      Exit onNoInput,
      Exit onNoMatch,
      boolean flushOnExit) {
    this(greeting, invalid, timeout, rules, attempts, onNoInput, onNoMatch, flushOnExit, 0);
  }

  /** Copies the lists. */
  public Question {
    greeting = List.copyOf(greeting);
    invalid = List.copyOf(invalid);
    timeout = List.copyOf(timeout);
  }

  /** Everything it may play. */
  public List<Prompt> prompts() {
    return Stream.of(greeting, invalid, timeout, onNoInput.prompts(), onNoMatch.prompts())
        .flatMap(List::stream)
        .toList();
  }
}
