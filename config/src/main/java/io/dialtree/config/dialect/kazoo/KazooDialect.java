package io.dialtree.config.dialect.kazoo;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Dialect;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Reading;
import io.dialtree.config.library.References;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.Flow;
import io.dialtree.config.settings.DialectSettings;
import java.util.Optional;
import java.util.Set;

/** Kazoo's documents: callflows, and the menus they name. */
public final class KazooDialect implements Dialect {
  private final DigitRules.Match match;

  /** Kazoo's documents, whose menus match as these settings say. */
  public KazooDialect(DialectSettings settings) {
    match = settings.kazooEarlyMatch() ? DigitRules.Match.WHEN_UNIQUE : DigitRules.Match.AT_END;
  }

  @Override
  public String name() {
    return "kazoo";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.KAZOO_CALLFLOW, DocumentKind.KAZOO_MENU);
  }

  @Override
  public String flowId(String documentId) {
    return documentId;
  }

  @Override
  public Reading read(Document document, References references) {
    return Reading.of(document, (tree, findings) -> read(document, tree, references, findings));
  }

  private Reading read(Document document, DocNode tree, References references, Findings findings) {
    String account = document.key().account();
    String id = document.key().id();
    if (document.key().kind() == DocumentKind.KAZOO_MENU) {
      KazooMenu menu = KazooMenu.read(tree, account, id, findings);
      return findings.hasErrors()
          ? Reading.flow(menu.played(tree.at()), findings)
          : Reading.part(menu, findings);
    }
    CallflowReader.Menus menus = menus(references);
    Flow flow = CallflowReader.read(tree, id, document.revision(), menus, match, findings);
    return Reading.flow(flow, findings);
  }

  private static CallflowReader.Menus menus(References references) {
    return new CallflowReader.Menus() {
      @Override
      public Optional<KazooMenu> menu(String id) {
        return references.part(DocumentKind.KAZOO_MENU, id, KazooMenu.class);
      }

      @Override
      public String revision(String id) {
        return references.revision(DocumentKind.KAZOO_MENU, id);
      }
    };
  }
}
