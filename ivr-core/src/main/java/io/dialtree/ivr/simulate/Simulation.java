package io.dialtree.ivr.simulate;

import io.dialtree.config.finding.OneLine;
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
      "type keys (1, 12#), \"wait 5s\", an empty line (the next timer runs out), hold, resume, hangup,"
          + " or \"answer 200 {...}\" for a web service";
  private static final Pattern ANSWER = Pattern.compile("answer\\s+([1-5][0-9]{2})(?:\\s+(.*))?");
  private static final Pattern WAIT =
      Pattern.compile("wait\\s+([0-9]{1,6}(?:\\.[0-9]{1,3})?)\\s*(ms|s|)");

  private final FlowBook book;
  private final Appendable out;
  private final long startedAtMs;
  private SessionScript session = new SessionScript((_, _, _, _) -> {});
  private String saved = "";

  /**
   * Simulates flows of this book.
   *
   * @param out where the conversation is written, a line at a time
   * @param startedAtMs what the clock on the wall shows when calls begin, milliseconds since 1970
   */
  public Simulation(FlowBook book, Appendable out, long startedAtMs) {
    this.startedAtMs = startedAtMs;
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
    session = new SessionScript(teller);
    VirtualCall call =
        new VirtualCall(book, choice, facts, startedAtMs, VirtualCall.Web.SILENT, session);
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
    hangUp(call);
    hangUp(call); // what the flow still does then may wait for a web service nobody answers
    tell(teller);
    saved = session.yaml(choice.flow().id(), dialled, startedAtMs);
    return call.state().activity() instanceof Activity.Ended(EndReason reason)
        ? reason
        : new EndReason(EndReason.Who.UNKNOWN, "unknown", 0);
  }

  private void hangUp(VirtualCall call) {
    if (!call.state().ended()) {
      session.hangsUp();
      call.event(new FlowEvent.CallerHungUp());
    }
  }

  /** The call that was run last, as a test of its flow. */
  public String asTest() {
    return saved;
  }

  private void obey(String line, VirtualCall call, Storyteller teller) {
    Matcher wait = WAIT.matcher(line);
    if (wait.matches()) {
      double unit = wait.group(2).equals("ms") ? 1 : 1_000;
      long ms = Math.round(Double.parseDouble(wait.group(1)) * unit);
      session.waits(ms);
      call.pass(ms);
      return;
    }
    Matcher answer = ANSWER.matcher(line);
    if (answer.matches()) {
      String body = answer.group(2) == null ? "" : answer.group(2);
      session.answered(Integer.parseInt(answer.group(1)), body);
      if (!call.answer(Integer.parseInt(answer.group(1)), body)) {
        teller.say("nobody has asked a web service");
      }
      call.settle();
      return;
    }
    switch (line.toLowerCase(Locale.ROOT)) {
      case "" -> {
        call.settle();
        session.waits(call.msToNext());
        call.next();
      }
      case "hangup" -> {
        session.hangsUp();
        call.event(new FlowEvent.CallerHungUp());
      }
      case "hold" -> call.event(new FlowEvent.Held());
      case "resume" -> call.event(new FlowEvent.Resumed());
      default -> press(line.toUpperCase(Locale.ROOT), call, teller);
    }
    call.settle();
  }

  private void press(String keys, VirtualCall call, Storyteller teller) {
    if (keys.matches("[0-9*#A-D]+")) {
      session.presses(keys);
      keys.chars().forEach(key -> call.event(new FlowEvent.Digit((char) key)));
    } else {
      teller.say(HELP);
    }
  }

  private void tell(Storyteller teller) throws IOException {
    for (String line : teller.takeLines()) {
      out.append(OneLine.of(line)).append(System.lineSeparator());
    }
  }
}
