package io.dialtree.config;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.CompileOptions;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.config.settings.Settings;
import io.dialtree.config.settings.SettingsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one configuration, once. Confined to the reading thread. */
final class ConfigReader {
  private static final String SETTINGS_FILE = "dialtree.yaml";

  private final DocumentSource source;
  private final Findings settingFindings = new Findings();
  private final List<Finding> findings = new ArrayList<>();

  ConfigReader(DocumentSource source) {
    this.source = source;
  }

  LoadedConfig read(Map<String, String> environment, Map<String, List<String>> overrides) {
    SettingsReader reader =
        new SettingsReader(settingsFile(), environment, overrides, settingFindings);
    Settings settings = reader.settings();
    FolderContents contents = FolderContents.read(source);
    findings.addAll(contents.findings());
    CompileOptions options =
        new CompileOptions(
            settings.calls().defaultFlow(), reader.at("default-flow"), contents.promptFiles());
    Compiled compiled =
        Dialects.compiler(settings.dialects()).compile(contents.documents(), options);
    findings.addAll(compiled.findings());
    List<Finding> all = new ArrayList<>(settingFindings.list());
    all.addAll(findings);
    return new LoadedConfig(
        settings, settingFindings.hasErrors(), source, contents, options, compiled, all);
  }

  private Optional<DocNode> settingsFile() {
    try {
      Optional<byte[]> bytes = source.read(SETTINGS_FILE);
      return bytes.flatMap(it -> Documents.yaml(source.label(SETTINGS_FILE), it, settingFindings));
    } catch (IOException e) {
      SourcePosition at = SourcePosition.of(source.label(SETTINGS_FILE));
      settingFindings.error("unreadable", at, "", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
