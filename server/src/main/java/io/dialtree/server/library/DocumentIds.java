package io.dialtree.server.library;

import io.dialtree.config.library.DocumentKind;
import io.dialtree.store.DocumentTable;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** New ids, as each dialect's clients expect them. Thread-safe; blocks. */
public final class DocumentIds {
  /** Above 32 bits, so that a client that cannot hold such ids shows it on the first day. */
  private static final long FIRST_NUMBER = 360_000_000_001L;

  private static final int HEX_BYTES = 16;

  private final DocumentTable table;
  private final SecureRandom random = new SecureRandom();

  DocumentIds(DocumentTable table) {
    this.table = table;
  }

  /**
   * An id nobody else gets: a 64-bit number for Zendesk, 32 hexadecimal digits for Kazoo, a UUID
   * for all others.
   */
  public String next(DocumentKind kind) {
    return switch (kind.dialect()) {
      case "zendesk" -> Long.toString(nextNumber());
      case "kazoo" -> hex();
      default -> UUID.randomUUID().toString();
    };
  }

  /** A 64-bit number, for the parts inside a document as well: menus and routes. */
  public long nextNumber() {
    return table.next("zendesk", FIRST_NUMBER);
  }

  private String hex() {
    byte[] bytes = new byte[HEX_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
