package io.dialtree.config;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
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
    FlowDocuments documents = new FlowDocuments(source, findings);
    PromptFolder prompts = PromptFolder.read(source, findings);
    List<Flow> flows = documents.read();
    FlowBook book = new FlowBook(flows, settings.calls().defaultFlow());
    FlowConflicts.check(flows, findings);
    prompts.checkUse(flows, findings);
    checkDefaultFlow(book, reader.at("default-flow"));
    List<Finding> all = new ArrayList<>(settingFindings.list());
    all.addAll(findings);
    return new LoadedConfig(settings, settingFindings.hasErrors(), book, prompts.files(), all);
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

  /** A document that was refused has its own findings; the server can start without it. */
  private void checkDefaultFlow(FlowBook book, SourcePosition at) {
    Optional<String> id = book.defaultFlow();
    if (id.isEmpty() || book.flow(id.get()).isPresent()) {
      return;
    }
    List<String> ids = book.flows().stream().map(Flow::id).toList();
    findings.add(
        new Finding(
            Finding.Severity.ERROR,
            "target",
            at,
            "default-flow",
            "there is no flow \"" + id.get() + "\" that can run",
            String.join(", ", ids),
            Spelling.nearest(id.get(), ids)));
  }
}
