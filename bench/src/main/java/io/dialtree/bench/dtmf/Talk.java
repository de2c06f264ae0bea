package io.dialtree.bench.dtmf;

import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Speech without digits, by espeak-ng and flite in many voices. What they say comes from the seed;
 * the files are kept in a folder outside the repository and made again when they are gone. A
 * synthesiser that is not installed is left out.
 */
final class Talk {
  private static final String[] ESPEAK = {
    "en-us",
    "en-gb+f2",
    "en+m3",
    "en-gb-scotland+m7",
    "en-us+f3",
    "en+f4",
    "en+croak",
    "en+whisper",
    "de",
    "de+f2",
    "fr",
    "fr+f5",
    "es+m1",
    "es+f3",
    "it+f1",
    "pt+m7",
    "pt-br+f2",
    "ru",
    "ru+f5",
    "cmn",
    "cmn+f2",
    "ro+f2",
    "hi+m2",
    "hi+f3",
    "sv",
    "nl+f3",
    "pl+m5",
    "tr+f1",
    "fi+m4",
    "ar+f4",
    "en+klatt2",
    "en-us+klatt4"
  };
  private static final String[] FLITE = {"kal16", "awb", "rms", "slt"};
  private static final String[] WHO = {
    "the manager", "our neighbour", "a young engineer", "my grandmother", "the night train",
    "every visitor", "the old harbour", "your account", "the second window", "nobody here"
  };
  private static final String[] DOES = {
    "remembers",
    "is looking for",
    "has forgotten",
    "would rather keep",
    "never opens",
    "sold",
    "wants to change",
    "keeps asking about",
    "carefully repaired",
    "walked past",
    "will confirm"
  };
  private static final String[] WHAT = {
    "the blue umbrella", "an invoice from last winter", "a quiet room upstairs", "the oak table",
    "two tickets for Thursday", "the broken lamp", "a long letter to the council", "fresh bread",
    "the address of the clinic", "a map of the northern islands", "the wrong telephone"
  };
  private static final String[] WHEN = {
    "before breakfast", "as soon as the rain stops", "without any hurry", "if you agree",
    "in the middle of the meeting", "although it was late", "for the third time", "once again",
    "while the music played", "and then laughed", "which surprised us all"
  };
  private static final int SENTENCES = 85;
  private static final int PROCESS_S_MAX = 120;

  private final Path folder;
  private final long seed;
  private final List<Path> files = new ArrayList<>();

  private Talk(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /** The speech of a seed: about four minutes a voice, made if it is not there yet. */
  static Talk of(Path cache, long seed) throws IOException, InterruptedException {
    Talk talk = new Talk(Files.createDirectories(cache.resolve("talk-" + seed)), seed);
    int index = 0;
    for (String voice : ESPEAK) {
      Random random = new Random(31 * seed + index++);
      String speed = Integer.toString(125 + random.nextInt(70));
      String pitch = Integer.toString(30 + random.nextInt(40));
      talk.make(
          "espeak-" + voice, random, "espeak-ng", "-v", voice, "-s", speed, "-p", pitch, "-w");
    }
    for (String voice : FLITE) {
      talk.make("flite-" + voice, new Random(31 * seed + index++), "flite", "-voice", voice, "-o");
    }
    return talk;
  }

  List<Path> files() {
    return files;
  }

  /** The samples of a file at 8 kHz. */
  static short[] read(Path file) {
    return switch (AudioFile.read(file)) {
      case AudioRead.Pcm pcm -> pcm.at(Line.RATE).samples();
      case AudioRead.Rejected rejected -> throw new IllegalStateException(rejected.reason());
    };
  }

  /** A piece of any voice in which somebody speaks. */
  double[] excerpt(Random random, int samples) {
    if (files.isEmpty()) {
      return Babble.voice(random, samples);
    }
    if (excerpts.isEmpty()) {
      files.forEach(file -> excerpts.add(read(file)));
    }
    while (true) {
      short[] pcm = excerpts.get(random.nextInt(excerpts.size()));
      int from = random.nextInt(pcm.length - samples);
      double[] piece = new double[samples];
      double energy = 0;
      for (int i = 0; i < samples; i++) {
        piece[i] = pcm[from + i];
        energy += piece[i] * piece[i];
      }
      if (energy / samples > 1e5) {
        return piece;
      }
    }
  }

  private final List<short[]> excerpts = new ArrayList<>();

  private void make(String name, Random random, String... command)
      throws IOException, InterruptedException {
    Path wav = folder.resolve(name + ".wav");
    if (!Files.exists(wav) && !run(wav, random, command)) {
      return;
    }
    files.add(wav);
  }

  private boolean run(Path wav, Random random, String... command)
      throws IOException, InterruptedException {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, text(random));
    Path part = folder.resolve("part.wav");
    List<String> line = new ArrayList<>(List.of(command));
    line.add(part.toString());
    line.add("-f");
    line.add(text.toString());
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PROCESS_S_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        return false;
      }
    } catch (IOException notInstalled) {
      return false;
    }
    Files.move(part, wav);
    return true;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SENTENCES; i++) {
      text.append(pick(random, WHO)).append(' ').append(pick(random, DOES)).append(' ');
      text.append(pick(random, WHAT)).append(' ').append(pick(random, WHEN));
      text.append(random.nextInt(4) == 0 ? "? " : random.nextInt(3) == 0 ? ", and " : ". ");
    }
    return text.append("Goodbye.\n").toString();
  }

  private static String pick(Random random, String[] words) {
    return words[random.nextInt(words.length)];
  }

  @Override
  public String toString() {
    return files.size() + " voices of seed " + seed;
  }
}
