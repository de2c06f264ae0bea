package io.dialtree.config.dialect.callflow;

import io.dialtree.config.dialect.Revision;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Dialect;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Reading;
import io.dialtree.config.library.References;
import io.dialtree.config.model.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Call flows, and the sounds they play. What they ring is kept, and not read yet. */
public final class CallFlowDialect implements Dialect {
  @Override
  public String name() {
    return "callflow";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(
        DocumentKind.CALLFLOW,
        DocumentKind.CALLFLOW_SOUND,
        DocumentKind.CALLFLOW_PLAYLIST,
        DocumentKind.CALLFLOW_USER,
        DocumentKind.CALLFLOW_GROUP,
        DocumentKind.CALLFLOW_MAILBOX,
        DocumentKind.CALLFLOW_TRUNK);
  }

  @Override
  public Reading read(Document document, References references) {
    Findings findings = new Findings();
    Optional<DocNode> tree = document.tree(findings);
    if (tree.isEmpty()) {
      return Reading.none(findings.list());
    }
    String uuid = document.key().id();
    return switch (document.key().kind()) {
      case CALLFLOW -> {
        CallFlow flow = CallFlow.read(tree.get(), findings).withUuid(uuid);
        yield Reading.flow(flow(document, flow, references, findings), findings.list());
      }
      case CALLFLOW_SOUND -> {
        CallFlowSound sound = CallFlowSound.read(tree.get(), findings).withUuid(uuid);
        yield Reading.part(
            findings.hasErrors() ? Optional.empty() : Optional.of(sound), findings.list());
      }
      default -> Reading.none(findings.list());
    };
  }

  private static Optional<Flow> flow(
      Document document, CallFlow flow, References references, Findings findings) {
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    List<String> revisions = new ArrayList<>(List.of(document.revision()));
    return Optional.of(
        CallFlowCompiler.flow(
            flow,
            uuid -> {
              revisions.add(references.revision(DocumentKind.CALLFLOW_SOUND, uuid));
              return references.part(DocumentKind.CALLFLOW_SOUND, uuid, CallFlowSound.class);
            },
            () -> Revision.join(revisions.stream().filter(it -> !it.isEmpty()).toList()),
            findings));
  }
}
