package io.dialtree.server.library;

import io.dialtree.config.FolderContents;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.library.CompileOptions;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.Library;
import io.dialtree.config.library.LibraryCompiler;
import io.dialtree.store.DocumentRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One state of all documents.
 *
 * @param files what the folder says, in its last good version
 * @param uploaded audio files that are not of the folder
 * @param stored documents of the store
 * @param compiled both together; a file hides a stored document of the same key
 * @param sequence of the newest stored change in it
 */
record Snapshot(
    FolderContents files,
    AudioFiles uploaded,
    Library stored,
    CompileOptions options,
    Compiled compiled,
    long sequence) {

  static Library merged(Library files, Library stored) {
    List<Document> all = new ArrayList<>(files.documents());
    all.addAll(stored.documents());
    return Library.of(all);
  }

  Snapshot withStored(Library newStored, Compiled newCompiled, long newSequence) {
    return new Snapshot(files, uploaded, newStored, options, newCompiled, newSequence);
  }

  /** With what the store tells has changed since; there is at least one. */
  Snapshot withChanges(List<DocumentRevision> changes, LibraryCompiler compiler) {
    Library next = stored;
    for (DocumentRevision change : changes) {
      Optional<Document> document = StoredDocuments.document(change);
      if (document.isPresent()) {
        next = change.deleted() ? next.without(document.get().key()) : next.with(document.get());
      }
    }
    Library merged = merged(files.documents(), next);
    Compiled newCompiled = compiler.compile(merged, options, compiled);
    return withStored(next, newCompiled, changes.getLast().sequence());
  }

  /** A file of the folder hides an uploaded one. */
  AudioFiles promptFiles() {
    return uploaded.under(files.promptFiles());
  }

  Snapshot withPrompts(AudioFiles newUploaded, LibraryCompiler compiler) {
    CompileOptions newOptions = options.with(newUploaded.under(files.promptFiles()));
    Compiled newCompiled = compiler.compile(compiled.library(), newOptions, compiled);
    return new Snapshot(files, newUploaded, stored, newOptions, newCompiled, sequence);
  }
}
