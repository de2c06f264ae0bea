package io.dialtree.config.library;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Audio by prompt name, and whose it is. An account plays its own and what belongs to all; a flow
 * that belongs to all plays everything.
 *
 * @param files by prompt name
 * @param owners accounts by prompt name, of what does not belong to all
 */
public record AudioFiles(Map<String, Path> files, Map<String, String> owners) {
  /** Copies the maps. */
  public AudioFiles {
    files = Map.copyOf(files);
    owners = Map.copyOf(owners);
  }

  /** Audio that belongs to all. */
  public static AudioFiles ofAll(Map<String, Path> files) {
    return new AudioFiles(files, Map.of());
  }

  /** These, hidden by files of the same names that belong to all. */
  public AudioFiles under(Map<String, Path> hiding) {
    Map<String, Path> all = new HashMap<>(files);
    all.putAll(hiding);
    Map<String, String> left = new HashMap<>(owners);
    left.keySet().removeAll(hiding.keySet());
    return new AudioFiles(all, left);
  }

  /** True when a flow of that account may play the audio of that name, where there is any. */
  public boolean isOpenTo(String account, String name) {
    return account.isEmpty() || owners.getOrDefault(name, account).equals(account);
  }

  /** The names that an account knows. */
  Set<String> names(String account) {
    return files.keySet().stream()
        .filter(name -> isOpenTo(account, name))
        .collect(Collectors.toUnmodifiableSet());
  }
}
