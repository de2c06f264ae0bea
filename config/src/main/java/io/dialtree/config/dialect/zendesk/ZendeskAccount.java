package io.dialtree.config.dialect.zendesk;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything IVRs refer to. Immutable. */
public record ZendeskAccount(
    Map<Long, ZendeskGreeting> greetings,
    Map<Long, ZendeskGroup> groups,
    Map<Long, ZendeskPhoneNumber> phoneNumbers) {
  /** Copies the maps. */
  public ZendeskAccount {
    greetings = Map.copyOf(greetings);
    groups = Map.copyOf(groups);
    phoneNumbers = Map.copyOf(phoneNumbers);
  }

  /** An account of these objects; of two with one id the first counts. */
  public static ZendeskAccount of(
      Collection<ZendeskGreeting> greetings,
      Collection<ZendeskGroup> groups,
      Collection<ZendeskPhoneNumber> phoneNumbers) {
    Map<Long, ZendeskGreeting> byId = new LinkedHashMap<>();
    greetings.forEach(greeting -> byId.putIfAbsent(greeting.id(), greeting));
    Map<Long, ZendeskGroup> groupById = new LinkedHashMap<>();
    groups.forEach(group -> groupById.putIfAbsent(group.id(), group));
    Map<Long, ZendeskPhoneNumber> numberById = new LinkedHashMap<>();
    phoneNumbers.forEach(number -> numberById.putIfAbsent(number.id(), number));
    return new ZendeskAccount(byId, groupById, numberById);
  }

  /** The id that is written so, empty when it is none: a whole number of 64 bits with a sign. */
  public static Optional<Long> id(String text) {
    return text.matches("[0-9]{1,19}")
        ? Optional.of(new BigInteger(text))
            .filter(number -> number.bitLength() < Long.SIZE)
            .map(BigInteger::longValueExact)
        : Optional.empty();
  }

  /** The greeting of that name, the one with the lowest id first. */
  public Optional<ZendeskGreeting> greeting(String name) {
    return greetings.values().stream()
        .filter(greeting -> greeting.name().equals(name))
        .min((a, b) -> Long.compare(a.id(), b.id()));
  }

  /** What is played in a menu that names no greeting. */
  public Optional<ZendeskGreeting> defaultGreeting() {
    return greetings.values().stream()
        .filter(greeting -> greeting.isDefault())
        .filter(greeting -> greeting.category().equals(Optional.of(GreetingCategory.IVR)))
        .min((a, b) -> Long.compare(a.id(), b.id()));
  }

  /**
   * What a listing says of a route's target: the groups' names, the number, the menu's name, or the
   * number a message comes from. Empty for a route that does nothing.
   */
  public String optionText(ZendeskRoute route, ZendeskIvr ivr) {
    RouteOptions options = route.options();
    return route
        .action()
        .map(action ->
            switch (action) {
              case GROUP, VOICEMAIL -> groupNames(options.groupIds());
              case PHONE_NUMBER -> options.phoneNumber().orElse("");
              case MENU ->
                  options.menuId().flatMap(ivr::menu).flatMap(ZendeskMenu::name).orElse("");
              case TEXTBACK -> options.textbackPhoneNumberId().map(this::dialled).orElse("");
            })
        .orElse("");
  }

  String groupNames(List<Long> ids) {
    return ids.stream()
        .map(id -> groups.containsKey(id) ? groups.get(id).name() : "Group " + id)
        .collect(Collectors.joining(", "));
  }

  /** Who is called, in words. */
  String called(List<Long> groupIds) {
    return groupIds.isEmpty() ? "nobody" : groupNames(groupIds);
  }

  /** The telephone number of that id, else the id itself. */
  String dialled(long phoneNumberId) {
    return Optional.ofNullable(phoneNumbers.get(phoneNumberId))
        .flatMap(ZendeskPhoneNumber::number)
        .orElse(Long.toString(phoneNumberId));
  }
}
