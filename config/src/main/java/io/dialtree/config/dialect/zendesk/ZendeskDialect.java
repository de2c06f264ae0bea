package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.dialect.Revision;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Dialect;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Holding;
import io.dialtree.config.library.Reading;
import io.dialtree.config.library.References;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.settings.DialectSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Zendesk's documents: IVRs, and the greetings, groups and phone numbers they refer to. */
public final class ZendeskDialect implements Dialect {
  private final IvrCompiler.Waiting waiting;

  /** Zendesk's documents, whose menus wait as these settings say. */
  public ZendeskDialect(DialectSettings settings) {
    waiting = new IvrCompiler.Waiting(settings.zendeskKeyMs(), settings.zendeskAttempts());
  }

  @Override
  public String name() {
    return "zendesk";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(
        DocumentKind.ZENDESK_IVR,
        DocumentKind.ZENDESK_GREETING,
        DocumentKind.ZENDESK_GROUP,
        DocumentKind.ZENDESK_PHONE_NUMBER);
  }

  @Override
  public Reading read(Document document, References references) {
    return Reading.of(document, (tree, findings) -> read(document, tree, references, findings));
  }

  private Reading read(Document document, DocNode tree, References references, Findings findings) {
    return switch (document.key().kind()) {
      case ZENDESK_IVR -> ivr(document, tree, references, findings);
      case ZENDESK_PHONE_NUMBER -> phoneNumber(document, tree, references, findings);
      case ZENDESK_GREETING -> {
        ZendeskGreeting greeting = ZendeskGreeting.read(tree, findings);
        yield Reading.part(greeting.withId(id(document, findings)), findings);
      }
      default -> {
        ZendeskGroup group = ZendeskGroup.read(tree, findings);
        yield Reading.part(group.withId(id(document, findings)), findings);
      }
    };
  }

  private Reading ivr(Document document, DocNode tree, References references, Findings findings) {
    ZendeskIvr ivr = ZendeskIvr.read(tree, findings).withId(id(document, findings));
    ZendeskAccount account =
        account(
            references,
            references.parts(DocumentKind.ZENDESK_PHONE_NUMBER, ZendeskPhoneNumber.class));
    ZendeskRules.check(ivr, account, findings);
    String revision = revision(document, account);
    return Reading.flow(IvrCompiler.flow(ivr, account, waiting, revision), findings);
  }

  private static Reading phoneNumber(
      Document document, DocNode tree, References references, Findings findings) {
    ZendeskPhoneNumber number =
        ZendeskPhoneNumber.read(tree, findings).withId(id(document, findings));
    if (findings.hasErrors()) {
      return Reading.none(findings.list());
    }
    ZendeskAccount account = account(references, List.of());
    for (long id : number.greetingIds()) {
      if (!account.greetings().containsKey(id)) {
        findings.warning("target", number.at(), "greeting_ids", "there is no greeting " + id);
      }
    }
    Optional<Flow> flow = IvrCompiler.flow(number, account, document.revision());
    return new Reading(
        Optional.of(number),
        flow.stream().toList(),
        List.of(),
        List.of(),
        number.number().map(it -> held(number, it)).stream().toList(),
        findings.list());
  }

  /** However it is written, a number is there once. */
  private static Holding held(ZendeskPhoneNumber number, String dialled) {
    String owner = "phone number " + number.id();
    return new Holding("number", FlowBook.normalise(dialled), owner, number.at());
  }

  private static ZendeskAccount account(
      References references, List<ZendeskPhoneNumber> phoneNumbers) {
    return ZendeskAccount.of(
        references.parts(DocumentKind.ZENDESK_GREETING, ZendeskGreeting.class),
        references.parts(DocumentKind.ZENDESK_GROUP, ZendeskGroup.class),
        phoneNumbers);
  }

  /** A flow changes with what its account says, so its revision does. */
  private static String revision(Document document, ZendeskAccount account) {
    StringBuilder others = new StringBuilder();
    new TreeMap<>(account.greetings())
        .values()
        .forEach(greeting -> others.append(JsonText.of(greeting.json())));
    new TreeMap<>(account.groups())
        .values()
        .forEach(group -> others.append(JsonText.of(group.json())));
    new TreeMap<>(account.phoneNumbers())
        .values()
        .forEach(number -> others.append(JsonText.of(number.json())));
    String rest = Revision.of(others.toString().getBytes(StandardCharsets.UTF_8));
    return Revision.join(List.of(document.revision(), rest));
  }

  /** Documents of the store are named by their number; a file may be named otherwise. */
  private static long id(Document document, Findings findings) {
    String name = document.key().id();
    Optional<Long> id = ZendeskAccount.id(name);
    if (id.isEmpty()) {
      findings.error("type", document.at(), "id", "\"" + name + "\" is no whole number");
    }
    return id.orElse(0L);
  }
}
