package io.dialtree.config;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Finding.Severity;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folders of a configuration that hold documents: its own, for what belongs to all, and those
 * below {@code accounts/}, each for one account.
 */
final class AccountFolders {
  private static final String ACCOUNTS = "accounts";

  private AccountFolders() {}

  /** Accounts by the beginning of their paths; that of all is the first. */
  static Map<String, String> byPath(DocumentSource source, List<Finding> findings) {
    Map<String, String> accounts = new LinkedHashMap<>(Map.of("", ""));
    try {
      for (String folder : source.folders(ACCOUNTS)) {
        accounts.put(ACCOUNTS + "/" + folder + "/", decoded(folder));
      }
    } catch (IOException e) {
      findings.add(
          new Finding(
              Severity.WARNING,
              "unreadable",
              SourcePosition.of(source.label(ACCOUNTS)),
              "",
              String.valueOf(e.getMessage()),
              "",
              ""));
    }
    return accounts;
  }

  /** What a file is called after: characters that files cannot have are percent-encoded. */
  static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }
}
