package io.dialtree.store;

final class MemoryDocumentTableTest extends DocumentTableContract {
  @Override
  protected DocumentTable table() {
    return new MemoryDocumentTable();
  }
}
