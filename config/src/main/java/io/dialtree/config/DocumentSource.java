package io.dialtree.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where documents come from: a folder, or the inside of the jar. Paths are relative and use {@code
 * /}.
 */
public interface DocumentSource {
  /** How messages name a document. */
  String label(String path);

  /** Files directly in a folder, sorted by name; empty when there is no such folder. */
  List<String> list(String folder) throws IOException;

  /** Folders directly in a folder, sorted by name; empty when there is no such folder. */
  List<String> folders(String folder) throws IOException;

  /** The bytes of a document, empty when there is none of that path. */
  Optional<byte[]> read(String path) throws IOException;

  /** The file of a document, for sources that have files. */
  Optional<Path> file(String path);
}
