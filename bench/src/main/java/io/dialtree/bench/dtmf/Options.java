package io.dialtree.bench.dtmf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param seeds seeds of the tones, each a corpus of its own
 * @param talkSeeds seeds of the audio without digits
 * @param only part of the row groups' names; empty for all
 * @param cache folder of the speech
 * @param spandsp the C program, or empty for this detector alone
 * @param details whether each row of a group is printed, and what was heard in audio without digits
 * @param curve whether this detector is compared with itself at other limits
 */
record Options(
    List<Long> seeds,
    List<Long> talkSeeds,
    String only,
    Path cache,
    String spandsp,
    boolean details,
    boolean curve) {

  static Options of(String... arguments) {
    List<Long> seeds = List.of(1L, 2L);
    List<Long> talkSeeds = List.of(1L);
    String only = "";
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "dialtree-bench");
    String spandsp = "";
    boolean details = false;
    boolean curve = false;
    for (String argument : arguments) {
      String value = argument.substring(argument.indexOf('=') + 1);
      switch (argument.substring(0, argument.length() - value.length())) {
        case "--seeds=" -> seeds = numbers(value);
        case "--talk-seeds=" -> talkSeeds = numbers(value);
        case "--only=" -> only = value;
        case "--cache=" -> cache = Path.of(value);
        case "--spandsp=" -> spandsp = value;
        case "--details=" -> details = Boolean.parseBoolean(value);
        case "--curve=" -> curve = Boolean.parseBoolean(value);
        default ->
            throw new IllegalArgumentException(
                argument
                    + ": allowed are --seeds= --talk-seeds= --only= --cache= --spandsp= --details= --curve=");
      }
    }
    return new Options(seeds, talkSeeds, only, cache, spandsp, details, curve);
  }

  private static List<Long> numbers(String list) {
    List<Long> numbers = new ArrayList<>();
    for (String number : list.split(",", -1)) {
      if (!number.isEmpty()) {
        numbers.add(Long.parseLong(number));
      }
    }
    return numbers;
  }
}
