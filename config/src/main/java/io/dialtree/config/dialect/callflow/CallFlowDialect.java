package io.dialtree.config.dialect.callflow;

import io.dialtree.config.dialect.Revision;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Dialect;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Holding;
import io.dialtree.config.library.Reading;
import io.dialtree.config.library.References;
import io.dialtree.config.model.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Call flows, and the sounds they play. Of what they ring only the extension is used yet: flows,
 * users and groups share one number space.
 */
public final class CallFlowDialect implements Dialect {
  private static final String EXTENSION = "extension";

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
    return Reading.of(document, (tree, findings) -> read(document, tree, references, findings));
  }

  private static Reading read(
      Document document, DocNode tree, References references, Findings findings) {
    String uuid = document.key().id();
    CallFlowThing.check(document.key().kind(), tree, findings);
    return switch (document.key().kind()) {
      case CALLFLOW -> {
        CallFlow flow = CallFlow.read(tree, findings).withUuid(uuid);
        Flow compiled = flow(document, flow, references, findings);
        yield Reading.flow(compiled, findings).holding(extension(tree, flow.name()));
      }
      case CALLFLOW_SOUND -> Reading.part(CallFlowSound.read(tree).withUuid(uuid), findings);
      case CALLFLOW_USER -> rung(tree, "user_name", findings);
      case CALLFLOW_GROUP -> rung(tree, "name", findings);
      default -> Reading.none(findings.list());
    };
  }

  private static Reading rung(DocNode tree, String nameKey, Findings findings) {
    Fields fields = Fields.of(tree, "", new Findings()).withoutNulls();
    String name = fields.text(nameKey, 0, CallFlow.NAME_MAX).orElse("");
    return Reading.none(findings.list()).holding(extension(tree, name));
  }

  /** What is wrong with it, others have said. */
  private static List<Holding> extension(DocNode tree, String owner) {
    Fields fields = Fields.of(tree, "", new Findings()).withoutNulls();
    return fields
        .whole(EXTENSION, 1, CallFlow.EXTENSION_MAX)
        .map(it -> new Holding(EXTENSION, it.toString(), '"' + owner + '"', fields.at(EXTENSION)))
        .stream()
        .toList();
  }

  private static Flow flow(
      Document document, CallFlow flow, References references, Findings findings) {
    CallFlowTargets.check(flow, references, findings);
    List<String> revisions = new ArrayList<>(List.of(document.revision()));
    return CallFlowCompiler.flow(
        flow,
        uuid -> {
          revisions.add(references.revision(DocumentKind.CALLFLOW_SOUND, uuid));
          return references.part(DocumentKind.CALLFLOW_SOUND, uuid, CallFlowSound.class);
        },
        () -> Revision.join(revisions.stream().filter(it -> !it.isEmpty()).toList()),
        findings);
  }
}
