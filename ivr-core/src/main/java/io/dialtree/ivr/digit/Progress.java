package io.dialtree.ivr.digit;

/** Where an input stands after a key. */
public sealed interface Progress {
  /** More may come; the inter-digit timer starts anew. */
  record Waiting(String digits) implements Progress {}

  /** The input is finished. */
  record Done(Collected collected) implements Progress {}
}
