package io.dialtree.ivr.simulate;

import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation with a flow, line by line. Keys are pressed at the moment of the line; then
 * prompts play and inputs complete until only the caller can go on. An empty line lets the next
 * timer run out.
 */
public final class Simulation {
  private static final String HELP =
      "type keys (1, 12#), \"wait 5s\", an empty line (the next timer runs out), hold, resume or hangup";
  private static final Pattern WAIT =
      Pattern.compile("wait\\s+([0-9]{1,6}(?:\\.[0-9]{1,3})?)\\s*(ms|s|)");

  private final FlowBook book;
  private final Appendable out;

  /**
   * Simulates flows of this book.
   *
   * @param out where the conversation is written, a line at a time
   */
  public Simulation(FlowBook book, Appendable out) {
    this.book = book;
    this.out = out;
  }

  /**
   * Runs one call until it ends or the lines do; then the caller hangs up.
   *
   * @return why the call ended
   * @throws IOException when reading or writing fails
   */
  public EndReason run(FlowChoice choice, String dialled, Reader lines) throws IOException {
    Storyteller teller = new Storyteller(choice.flow(), book);
    CallFacts facts =
        new CallFacts("simulation", "simulation", dialled, dialled, Map.of(), List.of());
    VirtualCall call = new VirtualCall(book, choice, facts, teller);
    call.event(new FlowEvent.Started());
    call.settle();
    tell(teller);
    BufferedReader reader = new BufferedReader(lines);
    for (String line = reader.readLine();
        line != null && !call.state().ended();
        line = reader.readLine()) {
      obey(line.strip(), call, teller);
      tell(teller);
    }
    call.event(new FlowEvent.CallerHungUp());
    tell(teller);
    return call.state().activity() instanceof Activity.Ended(EndReason reason)
        ? reason
        : new EndReason(EndReason.Who.UNKNOWN, "unknown", 0);
  }

  private static void obey(String line, VirtualCall call, Storyteller teller) {
    Matcher wait = WAIT.matcher(line);
    if (wait.matches()) {
      double unit = wait.group(2).equals("ms") ? 1 : 1_000;
      call.pass(Math.round(Double.parseDouble(wait.group(1)) * unit));
      return;
    }
    switch (line.toLowerCase(Locale.ROOT)) {
      case "" -> {
        call.settle();
        call.next();
      }
      case "hangup" -> call.event(new FlowEvent.CallerHungUp());
      case "hold" -> call.event(new FlowEvent.Held());
      case "resume" -> call.event(new FlowEvent.Resumed());
      default -> press(line.toUpperCase(Locale.ROOT), call, teller);
    }
    call.settle();
  }

  private static void press(String keys, VirtualCall call, Storyteller teller) {
    if (keys.matches("[0-9*#A-D]+")) {
      keys.chars().forEach(key -> call.event(new FlowEvent.Digit((char) key)));
    } else {
      teller.say(HELP);
    }
  }

  private void tell(Storyteller teller) throws IOException {
    for (String line : teller.takeLines()) {
      out.append(line).append(System.lineSeparator());
    }
  }
}
