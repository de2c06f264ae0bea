package io.dialtree.config.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Finding.Severity;
import io.dialtree.config.finding.Places;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts all flows and numbers together, and notes what does not fit. Confined to one thread. */
final class BookBinder {
  private final List<Dialect> dialects;
  private final CompileOptions options;
  private final Collection<Entry> entries;
  private final Places places;
  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Finding, Finding> turned = new HashMap<>();
  private final Map<String, String> assigned = new HashMap<>();

  BookBinder(List<Dialect> dialects, CompileOptions options, Collection<Entry> entries) {
    this.dialects = dialects;
    this.options = options;
    this.entries = entries;
    this.places = new DocumentPlaces(entries.stream().map(Entry::document).toList());
  }

  FlowBook bind() {
    List<Flow> all = entries.stream().flatMap(entry -> entry.reading().flows().stream()).toList();
    all.forEach(flow -> flows.putIfAbsent(flow.id(), flow));
    FlowConflicts conflicts = new FlowConflicts(places, findings, turned);
    entries.forEach(entry ->
        entry
            .reading()
            .claims()
            .forEach(claim -> lead(claim, entry.document().key().account(), conflicts)));
    all.forEach(conflicts::claimAll);
    HoldingConflicts holdings = new HoldingConflicts(findings);
    entries.forEach(entry ->
        entry.reading().holdings().forEach(it -> holdings.claim(entry.document().key(), it)));
    entries.forEach(this::checkPrompts);
    FlowBook book = new FlowBook(flows.values(), options.defaultFlow(), assigned);
    checkDefaultFlow(book);
    return book;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Of every conflict, as the document that came first sees it. */
  Map<Finding, Finding> turned() {
    return turned;
  }

  private void lead(NumberClaim claim, String account, FlowConflicts conflicts) {
    Optional<Flow> flow = target(claim.target()).filter(it -> it.isOpenTo(account));
    if (flow.isEmpty()) {
      noFlow(claim.at(), claim.label(), claim.target(), targets(account));
    } else if (conflicts.claim(claim, flow.get())) {
      List<String> numbers = claim.pattern().isPresent() ? List.of() : List.of(claim.number());
      List<GuardedPattern> patterns = claim.pattern().stream().toList();
      flows.put(flow.get().id(), flow.get().reachedBy(numbers, patterns));
      if (account.equals(DocumentKey.SHARED)) {
        numbers.forEach(number -> assigned.put(number, flow.get().id()));
      }
    }
  }

  /** {@code dialect/id}, or the id of a flow as it is. */
  private Optional<Flow> target(String target) {
    int slash = target.indexOf('/');
    String name = slash < 0 ? "" : target.substring(0, slash);
    Optional<Flow> named =
        dialects.stream()
            .filter(dialect -> dialect.name().equals(name))
            .findFirst()
            .map(dialect -> dialect.flowId(target.substring(slash + 1)))
            .map(flows::get);
    return named.or(() -> Optional.ofNullable(flows.get(target)));
  }

  private void checkPrompts(Entry entry) {
    String account = entry.document().key().account();
    for (PromptUse use : entry.prompts()) {
      if (!options.has(use.prompt(), account)) {
        findings.add(
            new Finding(
                Severity.ERROR,
                "missing-prompt",
                places.find(use.at(), use.prompt()),
                use.node(),
                "there is no audio file \"" + use.prompt() + "\" in prompts/",
                use.prompt().indexOf(' ') < 0 ? "" : SPOKEN,
                Spelling.nearest(use.prompt(), options.prompts().names(account))));
      }
    }
  }

  /** A document that was refused has its own findings; the server can start without it. */
  private void checkDefaultFlow(FlowBook book) {
    Optional<String> id = options.defaultFlow();
    if (id.isPresent() && book.flow(id.get()).isEmpty()) {
      noFlow(options.defaultFlowAt(), "default-flow", id.get(), List.copyOf(flows.keySet()));
    }
  }

  /** The flows an account sees, as targets are written. */
  private List<String> targets(String account) {
    return entries.stream()
        .filter(entry -> entry.reading().flows().stream().anyMatch(it -> it.isOpenTo(account)))
        .map(this::target)
        .toList();
  }

  private String target(Entry entry) {
    DocumentKey key = entry.document().key();
    return dialects.stream()
        .filter(dialect -> dialect.kinds().contains(key.kind()))
        .findFirst()
        .map(dialect -> dialect.name() + "/" + key.id())
        .orElse(key.id());
  }

  private void noFlow(SourcePosition at, String key, String target, List<String> all) {
    String message = "there is no flow \"" + target + "\" that can run";
    String allowed = Spelling.allowed(target, all);
    String nearest = Spelling.nearest(target, all);
    findings.add(new Finding(Severity.ERROR, "target", at, key, message, allowed, nearest));
  }

  /** A name with blanks is a sentence that somebody wants to hear. */
  private static final String SPOKEN = "the name of an audio file, or in a native flow {say: TEXT}";
}
