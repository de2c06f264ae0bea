package io.dialtree.scenarios.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The messages of one SIPp run, read from its message log. Immutable. */
public record SippTrace(List<Message> messages) {
  /** One message; {@code text} is the whole of it with its body. */
  public record Message(boolean received, String text) {
    /** Returns the request line or status line. */
    public String firstLine() {
      return text.lines().findFirst().orElse("");
    }

    /** Returns the values of a header, one for each line that has it. */
    public List<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return text.lines()
          .takeWhile(line -> !line.isBlank())
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .toList();
    }
  }

  private static final int SUMMARY_MAX = 40;

  static SippTrace parse(String log) {
    List<Message> messages = new ArrayList<>();
    for (String part : log.split("-{20,} [^\n]*\n", -1)) {
      String[] halves = part.split("\n\n", 2);
      if (halves.length == 2 && halves[0].contains(" message ")) {
        boolean received = halves[0].contains("received");
        messages.add(new Message(received, halves[1].strip().replace("\r", "")));
      }
    }
    return new SippTrace(List.copyOf(messages));
  }

  /** Returns the received messages whose first line starts so, such as {@code SIP/2.0 200}. */
  public List<Message> received(String start) {
    return messages.stream()
        .filter(message -> message.received() && message.firstLine().startsWith(start))
        .toList();
  }

  /** Returns the messages sent, repetitions included, whose first line starts so. */
  public List<Message> sent(String start) {
    return messages.stream()
        .filter(message -> !message.received() && message.firstLine().startsWith(start))
        .toList();
  }

  /** Returns one line for each of the first messages. */
  public String summary() {
    return messages.stream()
        .limit(SUMMARY_MAX)
        .map(message -> (message.received() ? "<- " : "-> ") + message.firstLine())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
