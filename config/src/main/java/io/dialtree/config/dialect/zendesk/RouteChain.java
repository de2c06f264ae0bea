package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.model.GotoNode;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SmsNode;
import io.dialtree.config.model.SystemPrompts;
import io.dialtree.config.model.TagNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes of one route, in order: its tags, its greeting, its action. */
final class RouteChain {
  private final String id;
  private final ZendeskRoute route;
  private final ZendeskAccount account;
  private final List<Node> nodes = new ArrayList<>();

  RouteChain(String id, ZendeskRoute route, ZendeskAccount account) {
    this.id = id;
    this.route = route;
    this.account = account;
    List<Node> action = action();
    Optional<ZendeskGreeting> greeting = greeting();
    if (!route.options().tags().isEmpty()) {
      String next = greeting.isPresent() ? id + "/greeting" : id;
      nodes.add(new TagNode(id + "/tags", route.at(), route.options().tags(), next));
    }
    greeting.ifPresent(it -> nodes.add(play(it)));
    nodes.addAll(action);
  }

  List<Node> nodes() {
    return nodes;
  }

  /** The node where the route begins. */
  String first() {
    return nodes.getFirst().id();
  }

  private Node play(ZendeskGreeting greeting) {
    List<Prompt> prompts = List.of(MediaReference.prompt(greeting.promptName()));
    return new PlayNode(id + "/greeting", route.at(), prompts, "", 1, Optional.of(id));
  }

  private Optional<ZendeskGreeting> greeting() {
    return route
        .greetingId()
        .flatMap(greetingId -> Optional.ofNullable(account.greetings().get(greetingId)))
        .or(() -> route.greeting().flatMap(account::greeting));
  }

  private List<Node> action() {
    RouteOptions options = route.options();
    return switch (route.action().orElseThrow()) {
      case MENU ->
          List.of(
              new GotoNode(id, route.at(), IvrCompiler.menuId(options.menuId().orElse(0L)), true));
      case TEXTBACK -> textback(options);
      case GROUP -> missing("a call to " + account.called(options.groupIds()));
      case VOICEMAIL -> missing("a message for " + account.groupNames(options.groupIds()));
      case PHONE_NUMBER -> missing("a call to " + options.phoneNumber().orElse("nobody"));
    };
  }

  private List<Node> missing(String what) {
    return List.of(NotAvailableNode.of(id, route.at(), what, Optional.empty()));
  }

  private List<Node> textback(RouteOptions options) {
    String sender = options.textbackPhoneNumberId().map(account::dialled).orElse("");
    String sent = id + "/sent";
    String unsent = id + "/unsent";
    return List.of(
        new SmsNode(id, route.at(), options.smsText().orElse(""), sender, sent, unsent),
        new HangupNode(
            sent,
            route.at(),
            List.of(new Prompt.System(SystemPrompts.TEXT_SENT)),
            HangupNode.DEFAULT_SIP_CODE),
        NotAvailableNode.of(
            unsent, route.at(), "a text message to an unknown number", Optional.empty()));
  }
}
