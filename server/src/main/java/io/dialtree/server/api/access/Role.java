package io.dialtree.server.api.access;

/** What a principal may do; each may what those before it may. */
public enum Role {
  /** Look. */
  READ,
  /** Change documents. */
  WRITE,
  /** Change principals and the running server. */
  ADMIN
}
