package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;

/**
 * Dialling another flow's number from inside a menu.
 *
 * @param allow when present, the digits must match it
 * @param deny when present, the digits must not match it
 * @param returnTo node of this menu that runs when the hunted flow has ended
 * @param transfer played before the hunted flow starts
 */
public record Hunt(
    Optional<GuardedPattern> allow,
    Optional<GuardedPattern> deny,
    Optional<String> returnTo,
    List<Prompt> transfer) {
  /** Copies the list. */
  public Hunt {
    transfer = List.copyOf(transfer);
  }

  /** True when these digits may be looked up. */
  public boolean permits(String digits) {
    return allow.map(pattern -> pattern.find(digits).isPresent()).orElse(true)
        && deny.map(pattern -> pattern.find(digits).isEmpty()).orElse(true);
  }
}
