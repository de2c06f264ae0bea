package io.dialtree.server.library;

import io.dialtree.config.FolderContents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.CompileOptions;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.Library;
import io.dialtree.config.library.LibraryCompiler;
import io.dialtree.config.library.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Takes in what the folder says now. A file whose new version is broken keeps its last good one.
 */
final class FolderReload {
  private final LibraryCompiler compiler;
  private final Snapshot before;
  private final FolderContents now;

  FolderReload(LibraryCompiler compiler, Snapshot before, FolderContents now) {
    this.compiler = compiler;
    this.before = before;
    this.now = now;
  }

  /** The next state, and what to tell. */
  record Outcome(Snapshot snapshot, ReloadResult result) {}

  Outcome run() {
    CompileOptions options = before.options().with(before.uploaded().under(now.promptFiles()));
    Compiled attempt = compile(now.documents(), options);
    Set<String> kept = keptFiles(attempt);
    Library files = kept.isEmpty() ? now.documents() : withKept(kept);
    Compiled compiled = kept.isEmpty() ? attempt : compile(files, options);
    FolderContents source = new FolderContents(files, now.promptFiles(), noted(attempt, kept));
    Snapshot next =
        new Snapshot(
            source, before.uploaded(), before.stored(), options, compiled, before.sequence());
    List<Finding> findings = new ArrayList<>(now.findings());
    findings.addAll(attempt.findings());
    return new Outcome(
        next,
        new ReloadResult(
            files.documents().size(),
            changed(files),
            List.copyOf(kept),
            fresh(findings),
            findings));
  }

  /**
   * What is wrong in the files, the new versions of those that keep their last good one included.
   */
  private List<Finding> noted(Compiled attempt, Set<String> kept) {
    List<Finding> findings = new ArrayList<>(now.findings());
    attempt.findings().stream()
        .filter(finding -> kept.contains(finding.at().file()))
        .forEach(findings::add);
    return findings;
  }

  /** Those that were not there before, in another line or in the same. */
  private List<Finding> fresh(List<Finding> findings) {
    Set<List<String>> known = new HashSet<>();
    before.files().findings().forEach(it -> known.add(what(it)));
    before.compiled().findings().forEach(it -> known.add(what(it)));
    return findings.stream().filter(it -> !known.contains(what(it))).toList();
  }

  private static List<String> what(Finding finding) {
    return List.of(finding.at().file(), finding.rule(), finding.key(), finding.message());
  }

  private Compiled compile(Library files, CompileOptions options) {
    return compiler.compile(Snapshot.merged(files, before.stored()), options, before.compiled());
  }

  private Set<String> keptFiles(Compiled attempt) {
    Set<String> good = new HashSet<>();
    Set<String> bad = new TreeSet<>();
    before.files().documents().documents().forEach(document -> good.add(document.at().file()));
    before.files().documents().documents().stream()
        .filter(document -> isBroken(before.compiled(), document))
        .forEach(document -> good.remove(document.at().file()));
    now.findings().stream().filter(Finding::isError).forEach(it -> bad.add(it.at().file()));
    now.documents().documents().stream()
        .filter(document -> isBroken(attempt, document))
        .forEach(document -> bad.add(document.at().file()));
    bad.retainAll(good);
    return bad;
  }

  private static boolean isBroken(Compiled compiled, Document document) {
    return compiled.reading(document.key()).filter(Reading::broken).isPresent();
  }

  private Library withKept(Set<String> kept) {
    Stream<Document> old =
        before.files().documents().documents().stream()
            .filter(document -> kept.contains(document.at().file()));
    Stream<Document> others =
        now.documents().documents().stream()
            .filter(document -> !kept.contains(document.at().file()));
    return Library.of(Stream.concat(old, others).toList());
  }

  private int changed(Library files) {
    Set<Document> all = new HashSet<>(files.documents());
    Set<Document> old = new HashSet<>(before.files().documents().documents());
    int gone = (int) old.stream().filter(it -> files.get(it.key()).isEmpty()).count();
    all.removeAll(old);
    return gone + all.size();
  }
}
