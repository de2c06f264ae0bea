package io.dialtree.config;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Finding.Severity;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The audio files by name. Their content is not looked at here.
 *
 * @param files file by prompt name
 */
record PromptFolder(Map<String, Path> files) {
  private static final String FOLDER = "prompts";

  private static final List<String> ENDINGS =
      List.of("wav", "au", "aiff", "aif", "mp3", "ogg", "flac");

  static PromptFolder read(DocumentSource source, List<Finding> findings) {
    Map<String, Path> files = new TreeMap<>();
    AccountFolders.byPath(source, new ArrayList<>())
        .keySet()
        .forEach(prefix -> read(source, prefix + FOLDER, files, findings));
    return new PromptFolder(files);
  }

  private static void read(
      DocumentSource source, String folder, Map<String, Path> files, List<Finding> findings) {
    for (String file : names(source, folder, findings)) {
      SourcePosition at = SourcePosition.of(source.label(folder + "/" + file));
      int dot = file.lastIndexOf('.');
      String ending = file.substring(dot + 1).toLowerCase(Locale.ROOT);
      if (dot <= 0 || !ENDINGS.contains(ending)) {
        warn(
            findings,
            "ending",
            at,
            "this is no audio file by its name; known endings: " + String.join(", ", ENDINGS));
        continue;
      }
      Optional<Path> path = source.file(folder + "/" + file);
      String name = AccountFolders.decoded(file.substring(0, dot));
      if (path.isPresent() && files.putIfAbsent(name, path.get()) != null) {
        warn(
            findings,
            "unique",
            at,
            "the prompt \"" + name + "\" is already read from " + files.get(name));
      }
    }
  }

  private static List<String> names(DocumentSource source, String folder, List<Finding> findings) {
    try {
      return source.list(folder);
    } catch (IOException e) {
      warn(
          findings,
          "unreadable",
          SourcePosition.of(source.label(folder)),
          String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static void warn(List<Finding> findings, String rule, SourcePosition at, String message) {
    findings.add(new Finding(Severity.WARNING, rule, at, "", message, "", ""));
  }
}
