package io.dialtree.server.call;

import io.dialtree.config.model.FlowBook;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Picks what a dialled number runs. The demo has two numbers of its own, before its flow: hold
 * music and an echo.
 *
 * @param books the flows as they are now; a call keeps the book it was chosen from
 * @param demo true when the server runs its embedded demo
 */
public record FlowChooser(Supplier<FlowBook> books, boolean demo) {
  private static final String HOLD_MUSIC_NUMBER = "9664";
  private static final String ECHO_NUMBER = "9196";

  /**
   * What the number runs, or nothing: 404.
   *
   * @param onNet whether the caller belongs to this installation
   */
  Optional<Program> choose(String dialled, boolean onNet) {
    if (demo && dialled.equals(HOLD_MUSIC_NUMBER)) {
      return Optional.of(new Program.HoldMusicProgram());
    }
    if (demo && dialled.equals(ECHO_NUMBER)) {
      return Optional.of(new Program.EchoProgram());
    }
    FlowBook book = books.get();
    return book.choose(dialled, onNet).map(choice -> new Program.FlowProgram(book, choice));
  }

  /** Whether anything answers there. */
  boolean answers(String dialled, boolean onNet) {
    return choose(dialled, onNet).isPresent();
  }
}
