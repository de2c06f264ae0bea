package io.dialtree.server.serve;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.Settings;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.server.prompt.PromptStore;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.store.RecordWriter;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.StoreUrl;
import io.dialtree.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the server remembers, and what is made of it.
 *
 * @param store the database
 * @param library all documents, and the book for the next call
 * @param prompts audio that was uploaded or recorded
 * @param records takes what calls leave behind
 * @param outbound what the server does by itself; waits in the store
 */
public record Remembered(
    SqlStore store,
    FlowLibrary library,
    PromptStore prompts,
    RecordWriter records,
    OutboundWork outbound)
    implements AutoCloseable {

  /**
   * Opens the store that the settings name and joins it with the folder. Blocks.
   *
   * @throws StoreUnavailable naming the store, never its password
   */
  public static Remembered open(LoadedConfig config) {
    SqlStore store = store(config.settings());
    try {
      FlowLibrary library = FlowLibrary.open(config, store.documents(), Clock.systemUTC());
      Path data = config.settings().data();
      PromptStore prompts =
          new PromptStore(store.audio(), data.resolve("prompts"), Clock.systemUTC());
      prompts.publishTo(library::usePrompts);
      store.audio().listen(() -> prompts.publishTo(library::usePrompts));
      return new Remembered(
          store,
          library,
          prompts,
          new RecordWriter(store.records(), data),
          OutboundWork.of(config.settings().faces(), store.tasks(), data));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Audio as accounts see it; what is kept plays at once. */
  PromptUploads uploads(PromptShelf shelf) {
    return new PromptUploads(
        prompts,
        shelf,
        library::folderPrompts,
        files -> {
          library.usePrompts(files);
          shelf.useFiles(library::promptFiles);
        });
  }

  private static SqlStore store(Settings settings) {
    String url = settings.store().url();
    return url.isEmpty()
        ? SqlStore.sqlite(settings.data())
        : SqlStore.postgres(
            StoreUrl.parse(url)
                .orElseThrow(() ->
                    new StoreUnavailable(
                        "store: " + settings.store() + " is no URL of a database",
                        new IllegalArgumentException("store"))));
  }

  @Override
  public void close() {
    outbound.close();
    records.close();
    store.close();
  }
}
