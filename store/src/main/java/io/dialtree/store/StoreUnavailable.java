package io.dialtree.store;

/** The database does not answer. What was asked for did not happen, as far as can be known. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what was tried. */
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
