package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Dialect;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Reading;
import io.dialtree.config.library.References;
import io.dialtree.config.model.Calendar;
import io.dialtree.config.model.Flow;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** This server's own format: one document, one flow; and the calendars that flows name. */
public final class NativeDialect implements Dialect {
  @Override
  public String name() {
    return "native";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.NATIVE_FLOW, DocumentKind.CALENDAR);
  }

  @Override
  public String flowId(String documentId) {
    return documentId;
  }

  @Override
  public Reading read(Document document, References references) {
    return Reading.of(document, (tree, findings) -> read(document, tree, references, findings));
  }

  private static Reading read(
      Document document, DocNode tree, References references, Findings findings) {
    String id = document.key().id();
    if (document.key().kind() == DocumentKind.CALENDAR) {
      return CalendarReader.read(tree, id, findings)
          .map(calendar -> Reading.part(calendar, findings))
          .orElseGet(() -> Reading.none(findings.list()));
    }
    Flow flow =
        NativeFlowReader.read(tree, id, document.revision(), calendars(references), findings);
    checkId(document, flow, findings);
    return Reading.flow(flow, findings);
  }

  private static Calendars calendars(References references) {
    return new Calendars() {
      @Override
      public Optional<Calendar> calendar(String name) {
        return references.part(DocumentKind.CALENDAR, name, Calendar.class);
      }

      @Override
      public Collection<String> names() {
        return references.parts(DocumentKind.CALENDAR, Calendar.class).stream()
            .map(Calendar::name)
            .toList();
      }
    };
  }

  private static void checkId(Document document, Flow flow, Findings findings) {
    String id = document.key().id();
    if (!flow.id().equals(id)) {
      findings.error("id", document.at(), "id", "found \"" + flow.id() + "\"", id, "");
    }
  }
}
