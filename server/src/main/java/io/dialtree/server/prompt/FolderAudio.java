package io.dialtree.server.prompt;

import io.dialtree.store.AudioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prompts of the configuration folder, told as uploaded ones are. What was found out about a file
 * is remembered until the file changes. Thread-safe; blocks.
 */
final class FolderAudio {
  private static final Logger LOG = LoggerFactory.getLogger(FolderAudio.class);

  private final Supplier<Map<String, Path>> files;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  private record Known(FileTime at, long sizeBytes, AudioInfo info) {}

  /** The files by prompt name, as they are at any time. */
  FolderAudio(Supplier<Map<String, Path>> files) {
    this.files = files;
  }

  Optional<Path> file(String name) {
    return Optional.ofNullable(files.get().get(name));
  }

  Optional<AudioInfo> find(String name) {
    return file(name).flatMap(file -> info(name, file));
  }

  Optional<byte[]> read(String name) {
    return file(name).flatMap(FolderAudio::bytes);
  }

  List<AudioInfo> list() {
    Map<String, Path> now = files.get();
    known.keySet().retainAll(now.values());
    return now.entrySet().stream()
        .flatMap(entry -> info(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private Optional<AudioInfo> info(String name, Path file) {
    try {
      FileTime at = Files.getLastModifiedTime(file);
      long sizeBytes = Files.size(file);
      Known before = known.get(file);
      if (before != null && before.at().equals(at) && before.sizeBytes() == sizeBytes) {
        return Optional.of(before.info());
      }
      Optional<AudioInfo> info = bytes(file).map(content -> info(name, content, at));
      info.ifPresent(it -> known.put(file, new Known(at, sizeBytes, it)));
      return info;
    } catch (IOException e) {
      LOG.warn("{} cannot be looked at: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static AudioInfo info(String name, byte[] content, FileTime at) {
    String mediaType = AudioType.of(content).orElse(AudioType.MP3).mediaType();
    return AudioInfo.of("", name, mediaType, content, at.toInstant());
  }

  private static Optional<byte[]> bytes(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", file, e.toString());
      return Optional.empty();
    }
  }
}
