package io.dialtree.scenarios.harness;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Finds the files of a promise among the test resources. Any thread. */
public final class Scenarios {
  private Scenarios() {}

  /** Returns a file of {@code scenarios/<promise>/}, or fails with the names that were tried. */
  public static Path file(String promise, String name) {
    return resource("/scenarios/" + promise + "/" + name);
  }

  static Path resource(String path) {
    URL url = Scenarios.class.getResource(path);
    if (url == null) {
      throw new IllegalArgumentException("no test resource " + path);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
