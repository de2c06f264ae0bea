package io.dialtree.speech;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The engines of this build. A new engine is one more entry here. */
public final class SpeechEngines {
  private static final List<Entry> ALL =
      List.of(
          new Entry(FreeTtsEngine.NAME, FreeTtsEngine::new),
          new Entry(EspeakNgEngine.NAME, EspeakNgEngine::new));

  private record Entry(String name, Supplier<SpeechEngine> create) {}

  private SpeechEngines() {}

  /** Names of all engines, the default first. */
  public static List<String> names() {
    return ALL.stream().map(Entry::name).toList();
  }

  /**
   * A new engine of this name. Making one is cheap: voices are loaded when the first text is
   * spoken.
   */
  public static Optional<SpeechEngine> byName(String name) {
    return ALL.stream().filter(e -> e.name().equals(name)).findFirst().map(e -> e.create().get());
  }
}
