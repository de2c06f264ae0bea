package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.server.serve.Remembered;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store a command means: the one that {@code serve} would use with the same options. */
final class StoreOptions {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "the configuration folder whose settings name the store")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "the data folder")
  private @Nullable String data;

  /** Opens it; settings that are wrong are printed and give nothing. */
  Optional<Remembered> open() {
    Map<String, List<String>> overrides = new LinkedHashMap<>();
    if (data != null) {
      overrides.put("data", List.of(data));
    }
    LoadedConfig loaded = Configurations.load(config, overrides);
    if (loaded.settingsRefused()) {
      Configurations.print(loaded.findings(), System.err);
      return Optional.empty();
    }
    return Optional.of(Remembered.open(loaded));
  }
}
