package io.dialtree.server.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredPrincipalsTest {
  @TempDir private Path data;

  @Test
  void roleAndAccountComeBackFromTheStore() {
    try (SqlStore store = SqlStore.sqlite(data)) {
      Principals principals = new StoredPrincipals(store.principals());
      for (Role role : Role.values()) {
        Principal principal = new Principal("p-" + role, role, "acme");
        principals.put(principal, "secret of " + role);
        assertThat(principals.verify("secret of " + role)).contains(principal);
        assertThat(principals.verify("p-" + role, "secret of " + role)).contains(principal);
      }
      assertThat(principals.verify("p-READ", "secret of WRITE")).isEmpty();
      assertThat(principals.list()).hasSize(3);
      assertThat(principals.remove("p-READ")).isTrue();
      assertThat(principals.verify("secret of READ")).isEmpty();
    }
  }

  @Test
  void anAuditLineStandsInTheStore() {
    try (SqlStore store = SqlStore.sqlite(data)) {
      new StoredAudit(store.audit())
          .note(
              new AuditTrail.Entry(
                  "2026-01-02T03:04:05Z", "anna", "192.0.2.1", "kazoo", "PUT", "/v2/x", 201, "r1"));
      assertThat(store.audit().before(Instant.parse("2026-01-02T03:04:06Z"), 9))
          .singleElement()
          .satisfies(row -> {
            assertThat(row.principal()).isEqualTo("anna");
            assertThat(row.action()).isEqualTo("PUT");
            assertThat(row.detail()).contains("192.0.2.1").contains("201");
          });
    }
  }
}
