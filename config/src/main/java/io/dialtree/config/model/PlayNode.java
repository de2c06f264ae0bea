package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;

/**
 * Plays and goes on.
 *
 * @param bargeInKeys keys that stop it, empty for none
 * @param times how often, 0 for endlessly
 * @param volumeDb louder or softer than the prompts are, in decibels, {@link #VOLUME_MIN_DB} to
 *     {@link #VOLUME_MAX_DB}
 * @param next empty ends the flow
 * @param early a call that was not answered hears it before the answer, and is not answered for it
 */
public record PlayNode(
    String id,
    SourcePosition at,
    List<Prompt> prompts,
    String bargeInKeys,
    int times,
    int volumeDb,
    Optional<String> next,
    boolean early)
    implements Node {
  /** So soft that nobody hears it any more. */
  public static final int VOLUME_MIN_DB = -40;

  /** Four times as loud; louder, every recording would be clipped. */
  public static final int VOLUME_MAX_DB = 12;

  /** As loud as the prompts are. */
  public PlayNode(
      String id,
      SourcePosition at,
      List<Prompt> prompts,
      String bargeInKeys,
      int times,
      Optional<String> next) {
    this(id, at, prompts, bargeInKeys, times, 0, next, false);
  }

  /** A play after the answer. */
  public PlayNode(
      String id,
      SourcePosition at,
      List<Prompt> prompts,
      String bargeInKeys,
      int times,
      int volumeDb,
      Optional<String> next) {
    this(id, at, prompts, bargeInKeys, times, volumeDb, next, false);
  }

  /** Copies the list. */
  public PlayNode {
    prompts = List.copyOf(prompts);
  }

  @Override
  public List<String> targets() {
    return next.stream().toList();
  }
}
