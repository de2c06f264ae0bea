package io.dialtree.server.api.zendesk;

import io.dialtree.config.dialect.zendesk.ZendeskAccount;
import io.dialtree.config.dialect.zendesk.ZendeskGreeting;
import io.dialtree.config.dialect.zendesk.ZendeskGroup;
import io.dialtree.config.dialect.zendesk.ZendeskIvr;
import io.dialtree.config.dialect.zendesk.ZendeskPhoneNumber;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Library;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The objects of one account that others refer to, read once per state of the library. Immutable.
 *
 * @param library the state it was read from
 * @param owner the account
 * @param objects greetings, groups and phone numbers by id
 * @param ivrs all IVRs
 */
record AccountSnapshot(
    Library library, String owner, ZendeskAccount objects, List<ZendeskIvr> ivrs) {

  static AccountSnapshot of(Library library, String owner) {
    ZendeskAccount objects =
        ZendeskAccount.of(
            read(
                library,
                owner,
                DocumentKind.ZENDESK_GREETING,
                (node, id) -> ZendeskGreeting.read(node, new Findings()).withId(id)),
            read(
                library,
                owner,
                DocumentKind.ZENDESK_GROUP,
                (node, id) -> ZendeskGroup.read(node, new Findings()).withId(id)),
            read(
                library,
                owner,
                DocumentKind.ZENDESK_PHONE_NUMBER,
                (node, id) -> ZendeskPhoneNumber.read(node, new Findings()).withId(id)));
    List<ZendeskIvr> ivrs =
        read(
            library,
            owner,
            DocumentKind.ZENDESK_IVR,
            (node, id) -> ZendeskIvr.read(node, new Findings()).withId(id));
    return new AccountSnapshot(library, owner, objects, ivrs);
  }

  private static <T> List<T> read(
      Library library, String owner, DocumentKind kind, BiFunction<DocNode, Long, T> reader) {
    return library.list(kind, owner).stream()
        .map(document ->
            reader.apply(ZendeskDocuments.tree(document), ZendeskDocuments.idOf(document)))
        .toList();
  }

  /** True when nothing has changed since. */
  @SuppressWarnings("ReferenceEquality") // a library is immutable: the same one says the same
  boolean isOf(Library current, String account) {
    return library == current && owner.equals(account);
  }

  /** The phone numbers that reach an IVR: those that name it, and those it names itself. */
  List<ZendeskPhoneNumber> numbersOf(ZendeskIvr ivr) {
    return objects.phoneNumbers().values().stream()
        .filter(number -> ivrOf(number) == ivr.id())
        .sorted((a, b) -> Long.compare(a.id(), b.id()))
        .toList();
  }

  /** The IVR a phone number reaches, 0 for none. */
  long ivrOf(ZendeskPhoneNumber number) {
    return number
        .ivrId()
        .or(() ->
            ivrs.stream()
                .filter(ivr -> ivr.phoneNumberIds().contains(number.id()))
                .map(ZendeskIvr::id)
                .findFirst())
        .orElse(0L);
  }
}
