package io.dialtree.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Documents in a folder of the file system. */
record FolderSource(Path folder) implements DocumentSource {
  @Override
  public String label(String path) {
    return folder.resolve(path).toString();
  }

  @Override
  public List<String> list(String name) throws IOException {
    Path listed = folder.resolve(name);
    if (!Files.isDirectory(listed)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(listed)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = folder.resolve(path);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public Optional<Path> file(String path) {
    return Optional.of(folder.resolve(path));
  }
}
