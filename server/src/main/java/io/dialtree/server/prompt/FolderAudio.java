package io.dialtree.server.prompt;

import io.dialtree.config.library.AudioFiles;
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

  private final Supplier<AudioFiles> files;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  private record Known(FileTime at, long sizeBytes, AudioInfo info) {}

  /** The files as they are at any time. */
  FolderAudio(Supplier<AudioFiles> files) {
    this.files = files;
  }

  /** Whether it has a file of that name, whosever it is. */
  boolean has(String name) {
    return files.get().files().containsKey(name);
  }

  /** The file as an account knows it. */
  Optional<Path> file(String account, String name) {
    return files.get().find(account, name);
  }

  Optional<AudioInfo> find(String account, String name) {
    return info(files.get(), account, name);
  }

  Optional<byte[]> read(String account, String name) {
    return file(account, name).flatMap(FolderAudio::bytes);
  }

  /** Those an account knows; an empty account knows all. */
  List<AudioInfo> list(String account) {
    AudioFiles now = files.get();
    known.keySet().retainAll(now.files().values());
    return now.names(account).stream().flatMap(name -> info(now, account, name).stream()).toList();
  }

  private Optional<AudioInfo> info(AudioFiles now, String account, String name) {
    return now.find(account, name).flatMap(file -> info(now.owner(name), name, file));
  }

  private Optional<AudioInfo> info(String owner, String name, Path file) {
    try {
      FileTime at = Files.getLastModifiedTime(file);
      long sizeBytes = Files.size(file);
      Known before = known.get(file);
      if (before != null && before.at().equals(at) && before.sizeBytes() == sizeBytes) {
        return Optional.of(before.info());
      }
      Optional<AudioInfo> info = bytes(file).map(content -> info(owner, name, content, at));
      info.ifPresent(it -> known.put(file, new Known(at, sizeBytes, it)));
      return info;
    } catch (IOException e) {
      LOG.warn("{} cannot be looked at: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static AudioInfo info(String owner, String name, byte[] content, FileTime at) {
    String mediaType = AudioType.of(content).orElse(AudioType.MP3).mediaType();
    return AudioInfo.of(owner, name, mediaType, content, at.toInstant());
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
