package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The methods that the command line of the server and of the tests keeps from being inlined. */
class CompiledAloneTest {
  private static final Pattern NAMED = Pattern.compile("dontinline,([\\w.$]+)::(\\w+)");

  private static List<String> named(Path file) throws IOException {
    String text = Files.readString(file).replace("$media", "io.dialtree.media");
    return NAMED
        .matcher(text)
        .results()
        .map(named -> named.group(1) + " " + named.group(2))
        .toList();
  }

  @Test
  void everySystemCallThatIsNamedToBeCompiledAloneIsThere() throws IOException {
    List<String> inServer = named(Path.of("..", "bin", "dialtree"));
    assertThat(inServer)
        .hasSize(3)
        .allSatisfy(name -> {
          String[] words = name.split(" ", -1);
          assertThat(Class.forName(words[0]).getDeclaredMethods())
              .extracting(Method::getName)
              .contains(words[1]);
        });
  }

  @Test
  void testsCompileAloneWhatTheServerDoes() throws IOException {
    assertThat(named(Path.of("..", "pom.xml")))
        .containsExactlyElementsOf(named(Path.of("..", "bin", "dialtree")));
  }
}
