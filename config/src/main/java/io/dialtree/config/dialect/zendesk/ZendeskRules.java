package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.finding.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an IVR must not say about itself and about other objects. Errors would leave a caller in
 * front of a key that leads nowhere; what only has no effect is a warning.
 */
public final class ZendeskRules {
  private final ZendeskIvr ivr;
  private final ZendeskAccount account;
  private final Findings findings;

  private ZendeskRules(ZendeskIvr ivr, ZendeskAccount account, Findings findings) {
    this.ivr = ivr;
    this.account = account;
    this.findings = findings;
  }

  /**
   * Checks a whole IVR. Paths are those of {@link ZendeskIvr#read}: {@code menus.0.routes.1.id}.
   */
  public static void check(ZendeskIvr ivr, ZendeskAccount account, Findings findings) {
    new ZendeskRules(ivr, account, findings).check();
  }

  private void check() {
    Set<Long> ids = new HashSet<>();
    for (int i = 0; i < ivr.menus().size(); i++) {
      ZendeskMenu menu = ivr.menus().get(i);
      String path = "menus." + i;
      if (menu.id() == 0) {
        findings.error("required", menu.at(), path + ".id", "a menu needs an id of its own");
      } else if (!ids.add(menu.id())) {
        findings.error("unique", menu.at(), path + ".id", "there are two menus " + menu.id());
      }
      menu(menu, path);
    }
    long defaults = ivr.menus().stream().filter(ZendeskMenu::isDefault).count();
    if (defaults > 1) {
      findings.error("unique", ivr.at(), "menus", "more than one menu is the default one");
    }
    if (defaults == 0) {
      findings.warning("default", ivr.at(), "menus", "no menu is the default one");
    }
  }

  private void menu(ZendeskMenu menu, String path) {
    if (menu.name().isEmpty()) {
      findings.warning("name", menu.at(), path + ".name", "the menu has no name");
    }
    menu.greetingId().ifPresent(id -> greeting(menu, path, id));
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < menu.routes().size(); i++) {
      ZendeskRoute route = menu.routes().get(i);
      String at = path + ".routes." + i;
      route
          .keypress()
          .filter(key -> !keys.add(key))
          .ifPresent(key ->
              findings.error(
                  "unique", route.at(), at + ".keypress", "\"" + key + "\" has a route already"));
      route(route, at);
    }
  }

  private void greeting(ZendeskMenu menu, String path, long id) {
    Optional<ZendeskGreeting> greeting = Optional.ofNullable(account.greetings().get(id));
    if (greeting.isEmpty()) {
      findings.error("target", menu.at(), path + ".greeting_id", "there is no greeting " + id);
    } else if (!greeting.get().category().equals(Optional.of(GreetingCategory.IVR))) {
      findings.error(
          "target",
          menu.at(),
          path + ".greeting_id",
          "greeting " + id + " is none for menus (category ivr)");
    }
  }

  private void route(ZendeskRoute route, String path) {
    if (!route.runs()) {
      findings.warning(
          "no-effect", route.at(), path, "a route needs a keypress and an action to do something");
    }
    RouteOptions options = route.options();
    if (route.action().equals(Optional.of(RouteAction.MENU))) {
      options
          .menuId()
          .filter(id -> ivr.menu(id).isEmpty())
          .ifPresent(id ->
              findings.error(
                  "target",
                  route.at(),
                  path + ".options.menu_id",
                  "this IVR has no menu " + id,
                  String.join(", ", menuIds()),
                  ""));
    }
    for (long id : options.groupIds()) {
      if (!account.groups().containsKey(id)) {
        findings.warning(
            "target", route.at(), path + ".options.group_ids", "there is no group " + id);
      }
    }
    options
        .textbackPhoneNumberId()
        .filter(id -> !account.phoneNumbers().containsKey(id))
        .ifPresent(id ->
            findings.warning(
                "target",
                route.at(),
                path + ".options.textback_phone_number_id",
                "there is no phone number " + id));
    routeGreeting(route, path);
  }

  private void routeGreeting(ZendeskRoute route, String path) {
    route
        .greetingId()
        .filter(id -> !account.greetings().containsKey(id))
        .ifPresent(id ->
            findings.error(
                "target", route.at(), path + ".greeting_id", "there is no greeting " + id));
    route
        .greeting()
        .filter(name -> account.greeting(name).isEmpty())
        .ifPresent(name ->
            findings.warning(
                "target",
                route.at(),
                path + ".greeting",
                "there is no greeting \"" + name + "\"; nothing is played"));
  }

  private List<String> menuIds() {
    return ivr.menus().stream().map(menu -> Long.toString(menu.id())).toList();
  }
}
