package io.dialtree.server.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.store.AuditRow;
import io.dialtree.store.AuditTable;
import io.dialtree.store.StoreUnavailable;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit trail of the store. A line it cannot take goes to the log instead. */
public final class StoredAudit implements AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(StoredAudit.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AuditTable table;

  /** In that table. */
  public StoredAudit(AuditTable table) {
    this.table = table;
  }

  @Override
  public void note(Entry entry) {
    String detail =
        JSON.createObjectNode()
            .put("face", entry.face())
            .put("source", entry.source())
            .put("status", entry.status())
            .toString();
    try {
      table.write(
          new AuditRow(
              entry.requestId(),
              Instant.parse(entry.at()),
              entry.principal(),
              entry.method(),
              entry.path(),
              detail));
    } catch (StoreUnavailable e) {
      LOG.error("audit line without a store: {} ({})", entry, e.getMessage());
    }
  }
}
