package io.dialtree.bench.store;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.store.sql.SqlStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/**
 * Times of one cold process: a folder of many documents is loaded, many are put into an empty
 * store, the store is opened again, and documents are changed.
 */
public final class LibraryTimes {
  private static final Author BENCH = Author.of("bench");
  private static final PrintStream OUT = System.out;

  private LibraryTimes() {}

  /**
   * Runs.
   *
   * @param args the number of documents in the folder, the number in the store
   */
  public static void main(String[] args) throws IOException {
    int inFolder = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int inStore = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    Path scratch = Files.createTempDirectory("dialtree-bench");
    folder(scratch.resolve("config"), inFolder);
    store(scratch.resolve("data"), inStore);
  }

  /** Half native, a quarter Kazoo callflows, a quarter the menus they use. */
  private static void folder(Path folder, int count) throws IOException {
    for (int i = 0; i < count / 4; i++) {
      write(folder, "flows/a" + i + ".yaml", flow(i * 2));
      write(folder, "flows/b" + i + ".yaml", flow(i * 2 + 1));
      write(folder, "flows/kazoo/menus/m" + i + ".json", menu(i));
      write(folder, "flows/kazoo/callflows/c" + i + ".json", callflow(i));
    }
    long start = System.nanoTime();
    LoadedConfig config = ConfigFolder.load(folder, Map.of(), Map.of());
    OUT.printf(
        "folder of %d documents: %d flows in %d ms, %d findings%n",
        count, config.flows().flows().size(), ms(start), config.findings().size());
  }

  private static void store(Path data, int count) {
    try (SqlStore store = SqlStore.sqlite(data)) {
      FlowLibrary library = library(store);
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        put(library, i, flow(i));
      }
      OUT.printf("%d documents put one by one: %d ms%n", count, ms(start));
    }
    long opened = System.nanoTime();
    try (SqlStore store = SqlStore.sqlite(data)) {
      FlowLibrary library = library(store);
      OUT.printf(
          "store of %d documents opened: %d flows in %d ms%n",
          count, library.book().flows().size(), ms(opened));
      long[] times = new long[2_000];
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        put(library, i % count, flow(i % count) + "# " + i + "\n");
        times[i] = System.nanoTime() - start;
      }
      Arrays.sort(times);
      OUT.printf(
          "change of one of %d documents: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
          count,
          times[times.length / 2] / 1e6,
          times[times.length * 99 / 100] / 1e6,
          times[times.length - 1] / 1e6);
    }
  }

  private static FlowLibrary library(SqlStore store) {
    LoadedConfig empty = ConfigFolder.load(MemorySource.of(Map.of()), Map.of(), Map.of());
    return FlowLibrary.open(empty, store.documents(), Clock.systemUTC());
  }

  private static void put(FlowLibrary library, int number, String text) {
    DocumentKey key = DocumentKey.shared(DocumentKind.NATIVE_FLOW, "flow" + number);
    ChangeResult result = library.put(key, text, BENCH, Expectation.none());
    if (!(result instanceof ChangeResult.Stored)) {
      throw new IllegalStateException(result.toString());
    }
  }

  private static String flow(int number) {
    return """
    numbers: [1%06d]
    start: welcome
    nodes:
      welcome:
        menu:
          greeting: {say: "For sales press one, for support press two"}
          choices: {"1": sales, "2": support}
      sales:
        hangup: {prompt: {say: The sales desk is closed}}
      support:
        hangup: {prompt: {say: The support desk is closed}}
    """
        .formatted(number);
  }

  private static String menu(int number) {
    return """
    {"name": "menu %d", "retries": 3, "timeout": 5000, "max_extension_length": 4, "hunt": false}
    """
        .formatted(number);
  }

  private static String callflow(int number) {
    return """
    {"name": "callflow %d", "numbers": ["2%06d"],
     "flow": {"module": "menu", "data": {"id": "m%d"}, "children": {
       "1": {"module": "tts", "data": {"text": "one"}, "children": {}},
       "2": {"module": "tts", "data": {"text": "two"}, "children": {}},
       "_": {"module": "hangup", "data": {}, "children": {}}}}}
    """
        .formatted(number, number, number);
  }

  private static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static long ms(long startNs) {
    return (System.nanoTime() - startNs) / 1_000_000;
  }
}
