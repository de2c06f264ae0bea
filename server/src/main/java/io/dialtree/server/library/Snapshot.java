package io.dialtree.server.library;

import io.dialtree.config.FolderContents;
import io.dialtree.config.library.CompileOptions;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.Library;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One state of all documents.
 *
 * @param files what the folder says, in its last good version
 * @param stored documents of the store
 * @param compiled both together; a file hides a stored document of the same key
 * @param sequence of the newest stored change in it
 */
record Snapshot(
    FolderContents files,
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
    return new Snapshot(files, newStored, options, newCompiled, newSequence);
  }

  Snapshot withPrompts(Set<String> prompts) {
    CompileOptions more =
        new CompileOptions(options.defaultFlow(), options.defaultFlowAt(), prompts);
    return new Snapshot(files, stored, more, compiled, sequence);
  }

  Snapshot withCompiled(Compiled newCompiled) {
    return new Snapshot(files, stored, options, newCompiled, sequence);
  }

  /** Names of prompts that are there without a file. */
  Set<String> uploads() {
    Set<String> names = new HashSet<>(options.prompts());
    names.removeAll(files.promptFiles().keySet());
    return names;
  }
}
