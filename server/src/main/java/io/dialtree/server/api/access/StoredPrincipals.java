package io.dialtree.server.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.store.PrincipalTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Principals of the store. What a principal may do stands in its row as JSON. */
public final class StoredPrincipals implements Principals {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROLE = "role";

  private final PrincipalTable table;

  /** In that table. */
  public StoredPrincipals(PrincipalTable table) {
    this.table = table;
  }

  @Override
  public Optional<Principal> verify(String name, String secret) {
    return table.verify(name, secret).map(StoredPrincipals::principal);
  }

  @Override
  public Optional<Principal> verify(String secret) {
    return table.verify(secret).map(StoredPrincipals::principal);
  }

  @Override
  public List<Principal> list() {
    return table.list().stream().map(StoredPrincipals::principal).toList();
  }

  @Override
  public void put(Principal principal, String secret) {
    table.put(row(principal), secret);
  }

  @Override
  public boolean change(Principal principal) {
    return table.change(row(principal));
  }

  @Override
  public boolean remove(String name) {
    return table.remove(name);
  }

  static io.dialtree.store.Principal row(Principal principal) {
    String data =
        JSON.createObjectNode()
            .put(ROLE, principal.role().name().toLowerCase(Locale.ROOT))
            .toString();
    return new io.dialtree.store.Principal(
        principal.name(), principal.account(), principal.role() == Role.ADMIN, data);
  }

  static Principal principal(io.dialtree.store.Principal row) {
    return new Principal(row.name(), row.admin() ? Role.ADMIN : role(row.data()), row.account());
  }

  /** A row that says nothing may look. */
  private static Role role(String data) {
    try {
      String role = JSON.readTree(data).path(ROLE).asText();
      return role.equals("write") ? Role.WRITE : Role.READ;
    } catch (JsonProcessingException _) {
      return Role.READ;
    }
  }
}
