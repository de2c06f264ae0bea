package io.dialtree.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Documents held in memory: those inside the jar, and those of tests.
 *
 * @param label put before every path in messages
 * @param documents bytes by path
 */
public record MemorySource(String label, Map<String, byte[]> documents) implements DocumentSource {
  private static final String DEMO = "flows/demo.yaml";

  /** Copies the map. */
  public MemorySource {
    documents = new TreeMap<>(documents);
  }

  /** Documents given as text. */
  public static MemorySource of(Map<String, String> texts) {
    Map<String, byte[]> documents = new TreeMap<>();
    texts.forEach((path, text) -> documents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return new MemorySource("memory", documents);
  }

  static MemorySource demo() throws IOException {
    try (InputStream in = MemorySource.class.getResourceAsStream("demo/" + DEMO)) {
      byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
      return new MemorySource("demo", Map.of(DEMO, bytes));
    }
  }

  @Override
  public String label(String path) {
    return label + "/" + path;
  }

  @Override
  public List<String> list(String folder) {
    return documents.keySet().stream()
        .filter(path -> path.startsWith(folder + "/"))
        .map(path -> path.substring(folder.length() + 1))
        .filter(name -> !name.contains("/"))
        .toList();
  }

  @Override
  public List<String> folders(String folder) {
    return documents.keySet().stream()
        .filter(path -> path.startsWith(folder + "/"))
        .map(path -> path.substring(folder.length() + 1))
        .filter(name -> name.contains("/"))
        .map(name -> name.substring(0, name.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(documents.get(path));
  }

  @Override
  public Optional<Path> file(String path) {
    return Optional.empty();
  }
}
