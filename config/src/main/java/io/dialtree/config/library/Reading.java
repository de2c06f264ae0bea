package io.dialtree.config.library;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Flow;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a dialect made of one document.
 *
 * @param part for documents that others use, such as a menu: what they get
 * @param flows flows that it gives
 * @param drafts flows of a document that is broken: nobody can call them, they are only looked at
 *     for what else is wrong
 * @param claims numbers that it leads elsewhere
 * @param holdings what no other document of its account may have
 * @param findings what is wrong with it; with an error in it the document counts as broken
 */
public record Reading(
    Optional<Object> part,
    List<Flow> flows,
    List<Flow> drafts,
    List<NumberClaim> claims,
    List<Holding> holdings,
    List<Finding> findings) {
  /** Copies the lists. */
  public Reading {
    flows = List.copyOf(flows);
    drafts = List.copyOf(drafts);
    claims = List.copyOf(claims);
    holdings = List.copyOf(holdings);
    findings = List.copyOf(findings);
  }

  /** What a dialect makes of a document's tree; one that is no tree gives nothing. */
  public static Reading of(Document document, BiFunction<DocNode, Findings, Reading> reader) {
    Findings findings = new Findings();
    return document
        .tree(findings)
        .map(tree -> reader.apply(tree, findings))
        .orElseGet(() -> none(findings.list()));
  }

  /** A document that others use, unless something is wrong with it. */
  public static Reading part(Object part, Findings findings) {
    Optional<Object> usable = Optional.of(part).filter(_ -> !findings.hasErrors());
    return new Reading(usable, List.of(), List.of(), List.of(), List.of(), findings.list());
  }

  /** A document that gives nothing by itself. */
  public static Reading none(List<Finding> findings) {
    return new Reading(Optional.empty(), List.of(), List.of(), List.of(), List.of(), findings);
  }

  /** A document that is a flow, or with errors the draft of one. */
  public static Reading flow(Flow flow, Findings findings) {
    boolean broken = findings.hasErrors();
    return new Reading(
        Optional.empty(),
        broken ? List.of() : List.of(flow),
        broken ? List.of(flow) : List.of(),
        List.of(),
        List.of(),
        findings.list());
  }

  /** A document that leads numbers elsewhere. */
  public static Reading claims(List<NumberClaim> claims, List<Finding> findings) {
    return new Reading(Optional.empty(), List.of(), List.of(), claims, List.of(), findings);
  }

  /** The same, of a document that has something no other may have. */
  public Reading holding(List<Holding> more) {
    return new Reading(part, flows, drafts, claims, more, findings);
  }

  /** The same, with flows of that account. */
  Reading ownedBy(String account) {
    return new Reading(part, of(flows, account), of(drafts, account), claims, holdings, findings);
  }

  private static List<Flow> of(List<Flow> flows, String account) {
    return flows.stream().map(flow -> flow.of(account)).toList();
  }

  /** True when the document cannot be used as it stands. */
  public boolean broken() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
