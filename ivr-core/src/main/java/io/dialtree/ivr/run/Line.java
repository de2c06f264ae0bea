package io.dialtree.ivr.run;

import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.Prompt;
import io.dialtree.ivr.run.Activity.Collecting;
import io.dialtree.ivr.run.Activity.Playing;
import io.dialtree.ivr.run.Activity.Then;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What goes on between the flow and its caller during one step: what plays, which keys are waited
 * for, what is recorded, and which web service is asked meanwhile. Confined to that step.
 */
public final class Line {
  private final Memory memory;
  private final Timers timers;
  private final List<FlowCommand> commands;
  private final BooleanSupplier nobodyListens;
  private long playIds;
  private long requestIds;
  private Activity activity;

  Line(
      RunState state,
      Memory memory,
      Timers timers,
      List<FlowCommand> commands,
      BooleanSupplier nobodyListens) {
    this.memory = memory;
    this.timers = timers;
    this.commands = commands;
    this.nobodyListens = nobodyListens;
    this.playIds = state.playIds();
    this.requestIds = state.course().requestIds();
    this.activity = state.activity();
  }

  long playIds() {
    return playIds;
  }

  long requestIds() {
    return requestIds;
  }

  /** What the run waits for now. */
  public Activity activity() {
    return activity;
  }

  /** Waits for this from now on. */
  void become(Activity next) {
    activity = next;
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param waiting played again and again meanwhile
   */
  public void request(HttpTemplate request, List<Prompt> waiting) {
    requestIds++;
    commands.add(new FlowCommand.HttpRequest(requestIds, request));
    activity = new Activity.Requesting(requestIds, play(waiting, "", 0));
  }

  /** The answer is there. */
  public void stopRequesting(Activity.Requesting requesting) {
    if (requesting.playId() != 0) {
      stopPlay(requesting.playId());
    }
    activity = new Activity.Idle();
  }

  /** Plays and waits for the end; false when there is nothing to play. */
  public boolean play(List<Prompt> prompts, String bargeInKeys, int times, Then then, String note) {
    return play(prompts, bargeInKeys, times, 0, then, note);
  }

  /** The same, so many decibels louder. */
  public boolean play(
      List<Prompt> prompts, String bargeInKeys, int times, int volumeDb, Then then, String note) {
    long playId = play(prompts, bargeInKeys, times, volumeDb);
    if (playId != 0) {
      activity = new Playing(playId, bargeInKeys, then, note);
    }
    return playId != 0;
  }

  /** Plays; 0 when there is nothing to play. */
  public long play(List<Prompt> prompts, String bargeInKeys, int times) {
    return play(prompts, bargeInKeys, times, 0);
  }

  /** The same, so many decibels louder. */
  public long play(List<Prompt> prompts, String bargeInKeys, int times, int volumeDb) {
    List<Prompt> literal = memory.literal(prompts);
    if (literal.isEmpty() || nobodyListens.getAsBoolean()) {
      return 0;
    }
    playIds++;
    commands.add(new FlowCommand.Play(playIds, literal, bargeInKeys, times, volumeDb));
    return playIds;
  }

  /** Stops a play. */
  public void stopPlay(long playId) {
    commands.add(new FlowCommand.StopPlay(playId));
  }

  /** Records the caller and waits for the end of it. */
  public void record(long maxMs) {
    long recordingId = memory.nextRecordingId();
    commands.add(new FlowCommand.StartRecording(recordingId, maxMs));
    activity = new Activity.Recording(recordingId, 0);
  }

  /** Waits for keys. */
  public void collect(Collecting collecting) {
    activity = collecting;
  }

  /** The input is finished: no timer runs and no key belongs to it. */
  public void stopCollecting() {
    timers.cancelDigit();
    activity = new Activity.Idle();
  }

  /** Starts the digit timer anew. While the call is held it only waits to be started. */
  public void startTimer(DigitTimer.Kind kind, long delayMs) {
    timers.startDigit(kind, delayMs);
  }
}
