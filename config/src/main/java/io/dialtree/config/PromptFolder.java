package io.dialtree.config;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Finding.Severity;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The audio files of a configuration. Their content is not looked at here. */
final class PromptFolder {
  private static final String FOLDER = "prompts";

  private static final List<String> ENDINGS =
      List.of("wav", "au", "aiff", "aif", "mp3", "ogg", "flac");

  private final DocumentSource source;
  private final List<Finding> findings;
  private final Map<String, Path> files = new TreeMap<>();
  private final Map<String, String> owners = new TreeMap<>();

  private PromptFolder(DocumentSource source, List<Finding> findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Those of {@code prompts/} belong to all, those below {@code accounts/} to one account each. */
  static AudioFiles read(DocumentSource source, List<Finding> findings) {
    PromptFolder folder = new PromptFolder(source, findings);
    AccountFolders.byPath(source, new ArrayList<>())
        .forEach((prefix, account) -> folder.read(prefix + FOLDER, account));
    return new AudioFiles(folder.files, folder.owners);
  }

  private void read(String folder, String account) {
    for (String file : names(folder)) {
      String path = folder + "/" + file;
      int dot = file.lastIndexOf('.');
      if (dot > 0 && ENDINGS.contains(file.substring(dot + 1).toLowerCase(Locale.ROOT))) {
        take(AccountFolders.decoded(file.substring(0, dot)), path, account);
      } else {
        String known = String.join(", ", ENDINGS);
        String message = "this is no audio file by its name; known endings: " + known;
        find(Severity.WARNING, "ending", path, message);
      }
    }
  }

  private void take(String name, String path, String account) {
    if (!account.isEmpty() && AudioFiles.isEverybodys(name)) {
      String message =
          "the prompt \"%s\" is heard by callers of all accounts; only %s/ can have it"
              .formatted(name, FOLDER);
      find(Severity.ERROR, "account", path, message);
      return;
    }
    Optional<Path> file = source.file(path);
    if (file.isPresent() && files.putIfAbsent(name, file.get()) != null) {
      String message = "the prompt \"%s\" is already read from %s".formatted(name, files.get(name));
      find(ofSame(name, account) ? Severity.WARNING : Severity.ERROR, "unique", path, message);
    } else if (file.isPresent() && !account.isEmpty()) {
      owners.put(name, account);
    }
  }

  /** Two endings of one owner are two takes of one prompt; another owner goes without his own. */
  private boolean ofSame(String name, String account) {
    return owners.getOrDefault(name, "").equals(account);
  }

  private List<String> names(String folder) {
    try {
      return source.list(folder);
    } catch (IOException e) {
      find(Severity.WARNING, "unreadable", folder, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private void find(Severity severity, String rule, String path, String message) {
    SourcePosition at = SourcePosition.of(source.label(path));
    findings.add(new Finding(severity, rule, at, "", message, "", ""));
  }
}
