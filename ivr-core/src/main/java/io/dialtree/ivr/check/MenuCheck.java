package io.dialtree.ivr.check;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Places;
import io.dialtree.config.model.BackNode;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Prompt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Looks at what a menu says and at which keys it takes. */
final class MenuCheck {
  private static final String CHOICES = "choices";

  private final Flow flow;
  private final MenuNode menu;
  private final Places places;
  private final Findings findings;

  private MenuCheck(Flow flow, MenuNode menu, Places places, Findings findings) {
    this.flow = flow;
    this.menu = menu;
    this.places = places;
    this.findings = findings;
  }

  static void check(Flow flow, MenuNode menu, Places places, Findings findings) {
    MenuCheck check = new MenuCheck(flow, menu, places, findings);
    check.prefixes();
    check.greetings().forEach(check::keys);
  }

  /** A choice that another one begins with is taken late. */
  private void prefixes() {
    DigitRules rules = menu.question().rules();
    for (String shorter : menu.choices().keySet()) {
      menu.choices().keySet().stream()
          .filter(longer -> longer.length() > shorter.length() && longer.startsWith(shorter))
          .findFirst()
          .ifPresent(longer ->
              warn(
                  "prefix",
                  CHOICES,
                  shorter,
                  String.format(
                      Locale.ROOT,
                      "\"%s\" is taken %.1f s after its last key only%s, because \"%s\" begins with it",
                      shorter,
                      rules.interDigitMs() / 1000.0,
                      rules.terminators().isEmpty() ? "" : " (or at a terminator)",
                      longer)));
    }
  }

  /** The greeting in each language; what is in a file nobody can read here. */
  private List<String> greetings() {
    StringBuilder plain = new StringBuilder();
    List<Map<String, String>> translated = new ArrayList<>();
    for (Prompt prompt : menu.question().greeting()) {
      switch (prompt) {
        case Prompt.Text text -> plain.append(text.text()).append(' ');
        case Prompt.Translated(Map<String, String> texts, _) -> translated.add(texts);
        default -> {}
      }
    }
    Set<String> languages = new HashSet<>();
    translated.forEach(texts -> languages.addAll(texts.keySet()));
    if (languages.isEmpty()) {
      return List.of(plain.toString());
    }
    return languages.stream()
        .sorted()
        .map(tag -> {
          StringBuilder all = new StringBuilder(plain);
          translated.forEach(texts -> all.append(texts.getOrDefault(tag, "")).append(' '));
          return all.toString();
        })
        .toList();
  }

  private void keys(String greeting) {
    Set<String> told = SpokenKeys.told(greeting);
    if (told.isEmpty()) {
      return;
    }
    told.stream().filter(this::leadsNowhere).forEach(this::warnOfTold);
    boolean files = menu.question().greeting().stream().anyMatch(Prompt.Named.class::isInstance);
    Set<String> mentioned = SpokenKeys.mentioned(greeting);
    menu.choices()
        .forEach((keys, target) -> {
          boolean needsNoWords =
              target.equals(menu.id())
                  || flow.node(target).map(BackNode.class::isInstance).orElse(false);
          if (!files && !needsNoWords && !mentioned.contains(keys)) {
            warn(
                "unspoken-key",
                CHOICES,
                keys,
                "the greeting does not say that \"" + keys + "\" can be pressed");
          }
        });
  }

  private boolean leadsNowhere(String keys) {
    return menu.hunt().isEmpty()
        && !menu.choices().containsKey(keys)
        && menu.question().rules().terminators().indexOf(keys.charAt(0)) < 0;
  }

  private void warnOfTold(String keys) {
    warn(
        "unbound-key",
        "",
        "greeting",
        "the greeting says \"" + keys + "\", but that key leads nowhere");
  }

  private void warn(String rule, String under, String words, String message) {
    findings.warning(rule, places.find(menu.at(), under, words), menu.id(), message);
  }
}
