package io.dialtree.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Speaks by the program {@code espeak-ng}, where it is installed: many languages, one process a
 * text. The text goes in by standard input and no shell is involved.
 */
public final class EspeakNgEngine implements SpeechEngine {
  static final String NAME = "espeak-ng";
  private static final String DEFAULT_VOICE = "en";
  // Names of voices and variants such as en-us+f3; a leading dash would be an option.
  private static final Pattern VOICE = Pattern.compile("[A-Za-z][A-Za-z0-9_+-]{0,39}");
  // The longest text takes well under a second; a program that needs this long hangs.
  private static final int TIME_LIMIT_S = 20;
  // Ten minutes at 22 kHz; the longest text gives about half of it.
  private static final int OUTPUT_BYTES_MAX = 10 * 60 * 22_050 * 2;

  private final String program;

  /** The engine by the program on the path. */
  public EspeakNgEngine() {
    this("espeak-ng");
  }

  /** The engine by a program of this name or path. */
  public EspeakNgEngine(String program) {
    this.program = program;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SpeechResult speak(String text, Optional<String> voice) {
    String chosen = voice.orElse(DEFAULT_VOICE);
    if (!VOICE.matcher(chosen).matches()) {
      return new SpeechFailure(
          "'" + SpeechText.clean(chosen) + "' is no name of an espeak-ng voice");
    }
    String clean = SpeechText.clean(text);
    if (clean.isEmpty() || clean.length() > SpeechText.LENGTH_MAX) {
      return new SpeechFailure(
          "a text of %d characters; allowed are 1 to %d"
              .formatted(clean.length(), SpeechText.LENGTH_MAX));
    }
    try {
      return run(clean, chosen);
    } catch (IOException e) {
      return new SpeechFailure(program + " cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SpeechFailure(program + " was interrupted");
    }
  }

  private SpeechResult run(String text, String voice) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program, "-v", voice, "-b", "1", "--stdin", "--stdout")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      var output = new CompletableFuture<byte[]>();
      Thread.ofVirtual().name("espeak-ng output").start(() -> collect(process, output));
      try (var in = process.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
      byte[] wav = output.get(TIME_LIMIT_S, TimeUnit.SECONDS);
      return WavBytes.parse(wav)
          .<SpeechResult>map(audio -> audio)
          .orElseGet(() ->
              new SpeechFailure("%s has no voice '%s' or gave no audio".formatted(program, voice)));
    } catch (ExecutionException e) {
      return new SpeechFailure(program + " failed: " + e.getCause());
    } catch (TimeoutException e) {
      return new SpeechFailure("%s took longer than %d s".formatted(program, TIME_LIMIT_S));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void collect(Process process, CompletableFuture<byte[]> output) {
    try (InputStream in = process.getInputStream()) {
      output.complete(in.readNBytes(OUTPUT_BYTES_MAX));
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }
}
