package io.dialtree.server.library;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.Library;
import io.dialtree.config.library.LibraryCompiler;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.store.AppendResult;
import io.dialtree.store.DocumentChange;
import io.dialtree.store.DocumentRevision;
import io.dialtree.store.DocumentTable;
import java.time.Instant;
import java.util.Optional;

/**
 * One change that somebody asks for: whether it may be, what it makes of the documents, and its row
 * in the store.
 *
 * @param json the new text, empty to remove the document
 */
record LibraryChange(
    LibraryCompiler compiler,
    DocumentTable table,
    Instant at,
    DocumentKey key,
    Optional<String> json,
    Author author,
    Expectation expectation) {
  /** Every index of every database takes it. */
  private static final int ID_MAX = 200;

  /** What became of one attempt. */
  sealed interface Outcome {
    /** It may not be. */
    record Refused(ChangeResult why) implements Outcome {}

    /** It is durable; the next state is to be published. */
    record Written(Snapshot next, ChangeResult result) implements Outcome {}

    /** Another node was faster: look at what it wrote and try again. */
    record Behind() implements Outcome {}
  }

  /** Writes it on top of that state, unless something speaks against it. Blocks. */
  Outcome attempt(Snapshot now) {
    Optional<ChangeResult> objection = objection(now);
    if (objection.isPresent()) {
      return new Outcome.Refused(objection.get());
    }
    Optional<Document> document = json.map(text -> Document.of(key, text));
    Library all = now.compiled().library();
    Compiled compiled =
        compiler.compile(
            document.map(all::with).orElseGet(() -> all.without(key)),
            now.options(),
            now.compiled());
    Verdict verdict = Verdict.of(key, now.compiled(), compiled);
    return document.isPresent() && verdict.refuses()
        ? new Outcome.Refused(new ChangeResult.Refused(verdict.findings()))
        : write(now, document, compiled, verdict);
  }

  private Outcome write(
      Snapshot now, Optional<Document> document, Compiled compiled, Verdict verdict) {
    DocumentChange change =
        new DocumentChange(
            StoredDocuments.name(key),
            at,
            author.principal(),
            author.why(),
            json.isEmpty(),
            json.orElse(""));
    return switch (table.append(change, now.sequence())) {
      case AppendResult.Behind _ -> new Outcome.Behind();
      case AppendResult.Appended(DocumentRevision revision) -> {
        Library stored = now.stored();
        Snapshot next =
            now.withStored(
                document.map(stored::with).orElseGet(() -> stored.without(key)),
                compiled,
                revision.sequence());
        Library before = now.compiled().library();
        yield new Outcome.Written(
            next,
            document
                .<ChangeResult>map(
                    it -> new ChangeResult.Stored(it, revision.number(), verdict.findings()))
                .orElseGet(() ->
                    new ChangeResult.Removed(before.get(key).orElseThrow(), verdict.findings())));
      }
    };
  }

  private Optional<ChangeResult> objection(Snapshot now) {
    if (key.id().length() > ID_MAX || key.account().length() > ID_MAX) {
      String allowed = "at most " + ID_MAX + " characters";
      Findings findings = new Findings();
      findings.error("maxLength", SourcePosition.of(""), "id", "the id is too long", allowed, "");
      return Optional.of(new ChangeResult.Refused(findings.list()));
    }
    Optional<Document> file = now.files().documents().find(key);
    if (file.isPresent()) {
      return Optional.of(new ChangeResult.OwnedByFile(file.get().at().file()));
    }
    Optional<Document> current = now.compiled().library().get(key);
    if (current.isEmpty() && (json.isEmpty() || expectation instanceof Expectation.Present)) {
      return Optional.of(new ChangeResult.NotFound());
    }
    return expectation.isMetBy(current)
        ? Optional.empty()
        : Optional.of(new ChangeResult.Conflict(current.map(Document::revision).orElse("")));
  }
}
