package io.dialtree.config;

import io.dialtree.config.document.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Documents in a folder of the file system. */
public record FolderSource(Path folder) implements DocumentSource {
  @Override
  public String label(String path) {
    return folder.resolve(path).toString();
  }

  @Override
  public List<String> list(String name) throws IOException {
    return names(name, Files::isRegularFile);
  }

  @Override
  public List<String> folders(String name) throws IOException {
    return names(name, Files::isDirectory);
  }

  private List<String> names(String name, Predicate<Path> wanted) throws IOException {
    Path listed = folder.resolve(name);
    if (!Files.isDirectory(listed)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(listed)) {
      return files
          .filter(wanted)
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // One byte more than a document may have shows that it is too long, however long it is.
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(Documents.BYTES_MAX + 1));
    }
  }

  @Override
  public Optional<Path> file(String path) {
    return Optional.of(folder.resolve(path));
  }
}
