package io.dialtree.config.library;

import java.util.Comparator;

/**
 * The name of one document.
 *
 * @param account whose it is; {@link #SHARED} for those of the configuration folder, which every
 *     account sees
 * @param id unique among the documents of that kind and account
 */
public record DocumentKey(DocumentKind kind, String account, String id)
    implements Comparable<DocumentKey> {
  /** The account of documents that belong to all. */
  public static final String SHARED = "";

  private static final Comparator<DocumentKey> ORDER =
      Comparator.comparing(DocumentKey::kind)
          .thenComparing(DocumentKey::account)
          .thenComparing(DocumentKey::id);

  /** A key that every account sees. */
  public static DocumentKey shared(DocumentKind kind, String id) {
    return new DocumentKey(kind, SHARED, id);
  }

  /** The same document as every account sees it. */
  public DocumentKey shared() {
    return shared(kind, id);
  }

  @Override
  public int compareTo(DocumentKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code kind/account/id}, without the account when there is none. */
  @Override
  public String toString() {
    return kind.slug() + "/" + (account.isEmpty() ? "" : account + "/") + id;
  }
}
