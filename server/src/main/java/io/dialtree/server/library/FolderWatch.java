package io.dialtree.server.library;

import io.dialtree.config.finding.Finding;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the configuration folder read again soon after a file in it has changed. Settings are read at
 * the start only.
 */
public final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** A copy of many files is one change: it is over when nothing has happened for so long. */
  private static final long QUIET_MS = 200;

  private static final int DEPTH_MAX = 6;

  /** What is read of a configuration folder besides its own files. */
  private static final Set<String> READ = Set.of("flows", "prompts", "numbers", "accounts");

  private final Path folder;
  private final Supplier<ReloadResult> reload;
  private final WatchService watch;
  private final Set<Path> watched = new HashSet<>();

  private FolderWatch(Path folder, Supplier<ReloadResult> reload) throws IOException {
    this.folder = folder;
    this.reload = reload;
    this.watch = folder.getFileSystem().newWatchService();
    register();
    Thread.ofPlatform().daemon().name("config-watch").start(this::run);
  }

  /**
   * Watches a folder.
   *
   * @throws IOException when the system cannot watch it
   */
  public static FolderWatch start(Path folder, Supplier<ReloadResult> reload) throws IOException {
    return new FolderWatch(folder, reload);
  }

  /** Says what a reload brought, once, to the operator. */
  public static void report(ReloadResult result, Consumer<String> out) {
    for (Finding finding : result.findings()) {
      boolean isNewError = finding.isError() && result.fresh().contains(finding);
      if (isNewError || result.keptFiles().contains(finding.at().file())) {
        out.accept(finding.line());
      }
    }
    for (String file : result.keptFiles()) {
      out.accept(file + ": the new version is broken; the last good one goes on");
    }
    if (result.changed() > 0) {
      out.accept(
          "documents read again: " + result.changed() + " of " + result.documents() + " changed");
    }
  }

  private void run() {
    try {
      while (true) {
        WatchKey key = watch.take();
        while (key != null) {
          key.pollEvents();
          if (!key.reset()) {
            watched.remove((Path) key.watchable());
          }
          key = watch.poll(QUIET_MS, TimeUnit.MILLISECONDS);
        }
        register();
        report(reload.get(), LOG::warn);
      }
    } catch (ClosedWatchServiceException | InterruptedException _) {
      // The server stops.
    }
  }

  /** New folders are watched from the next change on. */
  private void register() {
    watched.removeIf(path -> !Files.isDirectory(path));
    try (Stream<Path> folders = Files.walk(folder, DEPTH_MAX)) {
      List<Path> all = folders.filter(Files::isDirectory).filter(this::isRead).toList();
      for (Path path : all) {
        if (watched.add(path)) {
          path.register(
              watch,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
        }
      }
    } catch (IOException e) {
      LOG.warn("changes below {} may go unseen: {}", folder, e.toString());
    }
  }

  /** The server's own data may lie below the folder; it changes with every call. */
  private boolean isRead(Path path) {
    Path below = folder.relativize(path);
    String top = below.getNameCount() == 0 ? "" : below.getName(0).toString();
    return top.isEmpty() || READ.contains(top);
  }

  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      LOG.debug("closing the watch: {}", e.toString());
    }
  }
}
