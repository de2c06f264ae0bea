package io.dialtree.config.library;

import io.dialtree.config.wording.LanguageTags;
import io.dialtree.config.wording.Languages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Audio by prompt name, and whose it is. An account plays its own and what belongs to all; a flow
 * that belongs to all plays everything, but no account's audio for a prompt that all have ({@link
 * #promptsOfAll}).
 *
 * @param files by prompt name
 * @param owners accounts by prompt name, of what does not belong to all
 */
public record AudioFiles(Map<String, Path> files, Map<String, String> owners) {
  /** The server makes this prompt itself where no file is called so. */
  public static final String HOLD_MUSIC = "hold-music";

  /** Copies the maps. */
  public AudioFiles {
    files = Map.copyOf(files);
    owners = Map.copyOf(owners);
  }

  /** Audio that belongs to all. */
  public static AudioFiles ofAll(Map<String, Path> files) {
    return new AudioFiles(files, Map.of());
  }

  /**
   * True for names that every flow knows, in any language: an account that gave them other audio
   * would be heard by the callers of all others.
   */
  public static boolean isEverybodys(String name) {
    int dot = name.indexOf('.');
    String plain = dot < 0 ? name : name.substring(0, dot);
    return plain.equals(HOLD_MUSIC) || Languages.text(plain).isPresent();
  }

  /** These, hidden by those of the same names, whosever they are. */
  public AudioFiles under(AudioFiles hiding) {
    Map<String, Path> all = new HashMap<>(files);
    all.putAll(hiding.files);
    Map<String, String> left = new HashMap<>(owners);
    left.keySet().removeAll(hiding.files.keySet());
    left.putAll(hiding.owners);
    return new AudioFiles(all, left);
  }

  /**
   * True when a flow of that account may play the audio of that name, where there is any; in a flow
   * of all it also matters for which prompt.
   */
  public boolean isOpenTo(String account, String name) {
    return account.isEmpty() || owners.getOrDefault(name, account).equals(account);
  }

  /** The prompts that all accounts have, be it in some languages only. */
  public Set<String> promptsOfAll() {
    return files.keySet().stream()
        .filter(name -> !owners.containsKey(name))
        .flatMap(name -> Stream.of(name, withoutLanguage(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The prompt a name is of: {@code hours} of {@code hours.de}. */
  public static String withoutLanguage(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 || !LanguageTags.isTag(name.substring(dot + 1)) ? name : name.substring(0, dot);
  }

  /** The file of that name as an account knows it. */
  public Optional<Path> find(String account, String name) {
    return Optional.ofNullable(files.get(name)).filter(_ -> isOpenTo(account, name));
  }

  /** Whose audio of that name is, empty text when it belongs to all. */
  public String owner(String name) {
    return owners.getOrDefault(name, "");
  }

  /** The names that an account knows. */
  public Set<String> names(String account) {
    return files.keySet().stream()
        .filter(name -> isOpenTo(account, name))
        .collect(Collectors.toUnmodifiableSet());
  }
}
