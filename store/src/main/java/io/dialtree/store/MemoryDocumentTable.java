package io.dialtree.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Documents that last as long as the process: for tests, and for the demo. */
public final class MemoryDocumentTable implements DocumentTable {
  private final List<DocumentRevision> log = new ArrayList<>();
  private final Map<String, Long> counters = new HashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Override
  public synchronized List<DocumentRevision> current() {
    Map<DocumentName, DocumentRevision> newest = new LinkedHashMap<>();
    log.forEach(revision -> newest.put(revision.name(), revision));
    return newest.values().stream().filter(revision -> !revision.deleted()).toList();
  }

  @Override
  public synchronized long sequence() {
    return log.size();
  }

  @Override
  public synchronized List<DocumentRevision> changesAfter(long sequence, int limit) {
    return log.stream().skip(sequence).limit(limit).toList();
  }

  @Override
  public AppendResult append(DocumentChange change, long knownSequence) {
    AppendResult result = write(change, knownSequence);
    if (result instanceof AppendResult.Appended) {
      listeners.forEach(Runnable::run);
    }
    return result;
  }

  private synchronized AppendResult write(DocumentChange change, long knownSequence) {
    if (knownSequence != log.size()) {
      return new AppendResult.Behind(log.size());
    }
    DocumentRevision revision =
        new DocumentRevision(
            change.name(),
            history(change.name()).size() + 1,
            log.size() + 1L,
            change.at(),
            change.principal(),
            change.why(),
            change.deleted(),
            change.content());
    log.add(revision);
    return new AppendResult.Appended(revision);
  }

  @Override
  public synchronized List<DocumentRevision> history(DocumentName name) {
    return log.stream()
        .filter(revision -> revision.name().equals(name))
        .sorted(Comparator.comparingInt(DocumentRevision::number).reversed())
        .toList();
  }

  @Override
  public synchronized Optional<DocumentRevision> revision(DocumentName name, int number) {
    return history(name).stream().filter(revision -> revision.number() == number).findFirst();
  }

  @Override
  public synchronized long next(String counter, long first) {
    return counters.merge(counter, first, (old, _) -> old + 1);
  }

  @Override
  public void listen(Runnable listener) {
    listeners.add(listener);
  }
}
