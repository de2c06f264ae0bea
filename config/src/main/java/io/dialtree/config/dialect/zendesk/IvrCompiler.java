package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.model.Attempts;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.DigitRules.Match;
import io.dialtree.config.model.DigitRules.TerminatorAlone;
import io.dialtree.config.model.DigitRules.TypeAhead;
import io.dialtree.config.model.Exit;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes flows of IVRs and phone numbers. An IVR is one flow whose nodes are named {@code
 * menu/10001} and, for the key 1 of that menu, {@code menu/10001/1}.
 */
public final class IvrCompiler {
  private static final String NO_MENU = "no-menu";

  private final ZendeskIvr ivr;
  private final ZendeskAccount account;
  private final Waiting waiting;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private IvrCompiler(ZendeskIvr ivr, ZendeskAccount account, Waiting waiting) {
    this.ivr = ivr;
    this.account = account;
    this.waiting = waiting;
  }

  /**
   * How a menu listens.
   *
   * @param keyMs from the end of the greeting to the key
   * @param attempts how often a menu is played in all; silence and wrong keys share them
   */
  public record Waiting(long keyMs, int attempts) {}

  /** Id of an IVR's flow: {@code zendesk/10001}. */
  public static String flowId(long ivrId) {
    return "zendesk/" + ivrId;
  }

  /**
   * The flow of an IVR; with an error of {@link ZendeskRules} it is a draft.
   *
   * @param revision of the documents it was read from
   */
  public static Flow flow(
      ZendeskIvr ivr, ZendeskAccount account, Waiting waiting, String revision) {
    return new IvrCompiler(ivr, account, waiting).flow(revision);
  }

  /**
   * The flow of a phone number without an IVR: its groups are called. Empty when it has an IVR, or
   * no number to dial.
   */
  public static Optional<Flow> flow(
      ZendeskPhoneNumber number, ZendeskAccount account, String revision) {
    if (number.ivrId().isPresent() || number.number().isEmpty()) {
      return Optional.empty();
    }
    List<Long> groups =
        number.groupIds().isEmpty() ? number.defaultGroupId().stream().toList() : number.groupIds();
    Node call =
        NotAvailableNode.of(
            "groups", number.at(), "a call to " + account.called(groups), Optional.empty());
    return Optional.of(
        new Flow(
            "zendesk/phone_number/" + number.id(),
            number.nickname().orElse(number.number().get()),
            revision,
            number.at(),
            List.of(FlowBook.normalise(number.number().get())),
            List.of(),
            Flow.CatchAll.NONE,
            call.id(),
            Map.of(call.id(), call),
            0));
  }

  private Flow flow(String revision) {
    ivr.menus().forEach(this::menu);
    String start = ivr.entry().map(entry -> menuId(entry.id())).orElse(NO_MENU);
    if (ivr.entry().isEmpty()) {
      nodes.put(NO_MENU, new HangupNode(NO_MENU, ivr.at(), List.of(), HangupNode.DEFAULT_SIP_CODE));
    }
    return new Flow(
        flowId(ivr.id()),
        ivr.name().orElse(flowId(ivr.id())),
        revision,
        ivr.at(),
        numbers(),
        List.of(),
        Flow.CatchAll.NONE,
        start,
        nodes,
        0);
  }

  private List<String> numbers() {
    return account.phoneNumbers().values().stream()
        .filter(number ->
            number.ivrId().equals(Optional.of(ivr.id()))
                || (number.ivrId().isEmpty() && ivr.phoneNumberIds().contains(number.id())))
        .flatMap(number -> number.number().stream())
        .map(FlowBook::normalise)
        .sorted()
        .toList();
  }

  static String menuId(long id) {
    return "menu/" + id;
  }

  private void menu(ZendeskMenu menu) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (ZendeskRoute route : menu.routes()) {
      if (route.runs()) {
        String key = route.keypress().orElseThrow();
        choices.putIfAbsent(key, route(menu, route, key));
      }
    }
    Exit exit = new Exit(List.of(), Optional.ofNullable(choices.remove(ZendeskRoute.DEFAULT)));
    Question question =
        new Question(
            greeting(menu),
            List.of(),
            List.of(),
            rules(),
            Attempts.shared(waiting.attempts()),
            exit,
            exit,
            false);
    String id = menuId(menu.id());
    SourcePosition at = menu.at();
    nodes.put(
        id,
        new MenuNode(
            id,
            at,
            question,
            choices,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false));
  }

  private String route(ZendeskMenu menu, ZendeskRoute route, String key) {
    RouteChain chain = new RouteChain(menuId(menu.id()) + "/" + key, route, account);
    chain.nodes().forEach(node -> nodes.put(node.id(), node));
    return chain.first();
  }

  /** One key, and star and pound are keys. */
  private DigitRules rules() {
    return new DigitRules(
        1,
        1,
        waiting.keyMs(),
        waiting.keyMs(),
        "",
        true,
        false,
        TypeAhead.KEEP,
        Match.AT_END,
        TerminatorAlone.NO_MATCH);
  }

  private List<Prompt> greeting(ZendeskMenu menu) {
    return menu.greetingId()
        .flatMap(id -> Optional.ofNullable(account.greetings().get(id)))
        .or(account::defaultGreeting)
        .map(greeting -> List.<Prompt>of(MediaReference.prompt(greeting.promptName())))
        .orElse(List.of());
  }
}
