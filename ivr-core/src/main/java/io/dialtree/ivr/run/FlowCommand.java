package io.dialtree.ivr.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dialtree.config.model.GreetingOwner;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.Prompt;
import java.util.List;

/**
 * What a run wants done, in order. The last command of every run is exactly one {@link Reject} or
 * {@link Hangup}; nothing follows it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FlowCommand.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = FlowCommand.Play.class, name = "play"),
  @JsonSubTypes.Type(value = FlowCommand.StopPlay.class, name = "stop-play"),
  @JsonSubTypes.Type(value = FlowCommand.StartTimer.class, name = "start-timer"),
  @JsonSubTypes.Type(value = FlowCommand.CancelTimer.class, name = "cancel-timer"),
  @JsonSubTypes.Type(value = FlowCommand.HttpRequest.class, name = "http-request"),
  @JsonSubTypes.Type(value = FlowCommand.Enter.class, name = "enter"),
  @JsonSubTypes.Type(value = FlowCommand.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = FlowCommand.RecordCall.class, name = "record-call"),
  @JsonSubTypes.Type(value = FlowCommand.StartRecording.class, name = "start-recording"),
  @JsonSubTypes.Type(value = FlowCommand.StopRecording.class, name = "stop-recording"),
  @JsonSubTypes.Type(value = FlowCommand.KeepRecording.class, name = "keep-recording"),
  @JsonSubTypes.Type(value = FlowCommand.Tag.class, name = "tag"),
  @JsonSubTypes.Type(value = FlowCommand.SendSms.class, name = "send-sms"),
  @JsonSubTypes.Type(value = FlowCommand.Reject.class, name = "reject"),
  @JsonSubTypes.Type(value = FlowCommand.Hangup.class, name = "hangup")
})
public sealed interface FlowCommand {
  /** Answer the call; the run waits for {@link FlowEvent.Answered}. */
  record Answer() implements FlowCommand {}

  /**
   * Play these prompts in order, then say {@link FlowEvent.PlayEnded}.
   *
   * @param playId unique in the run, counts up
   * @param prompts literal; a prompt that cannot be played is left out, and a play of nothing ends
   *     at once
   * @param bargeInKeys keys that stop it at once, empty for none
   * @param times how often the whole list is played, 0 for endlessly
   * @param volumeDb louder or softer than the prompts are, in decibels
   */
  record Play(long playId, List<Prompt> prompts, String bargeInKeys, int times, int volumeDb)
      implements FlowCommand {
    /** As loud as the prompts are. */
    public Play(long playId, List<Prompt> prompts, String bargeInKeys, int times) {
      this(playId, prompts, bargeInKeys, times, 0);
    }

    /** Copies the list. */
    public Play {
      prompts = List.copyOf(prompts);
    }
  }

  /** Stop a play; harmless when it has ended. */
  record StopPlay(long playId) implements FlowCommand {}

  /**
   * Say {@link FlowEvent.TimerFired} after so many milliseconds. Ids are never used twice in a run.
   */
  record StartTimer(String timerId, long delayMs) implements FlowCommand {}

  /** Forget a timer; harmless when it has fired. */
  record CancelTimer(String timerId) implements FlowCommand {}

  /**
   * Send an HTTP request, then say {@link FlowEvent.HttpAnswered} within its limit, whatever
   * happens.
   *
   * @param requestId unique in the run, counts up
   * @param request without placeholders; secrets are named, not told
   */
  record HttpRequest(long requestId, HttpTemplate request) implements FlowCommand {}

  /**
   * The run has reached a node: for the record of the call.
   *
   * @param masked keys from here to the next node must not be recorded
   * @param waitingKeys keys typed ahead that no question has taken: those heard last, which a
   *     masked node hides as well
   */
  record Enter(String flowId, String nodeId, boolean masked, int waitingKeys)
      implements FlowCommand {}

  /**
   * Let the caller hear what is played before the answer (183 with a session description). Where
   * that cannot be done, plays end at once until the answer.
   */
  record Progress() implements FlowCommand {}

  /** Record both directions from now on, or from the answer on; harmless when it does already. */
  record RecordCall() implements FlowCommand {}

  /**
   * Record the caller, then say {@link FlowEvent.RecordingEnded}; another recording of this call is
   * over and, unless it was kept, forgotten.
   *
   * @param recordingId unique in the run, counts up
   * @param maxMs it ends there by itself
   */
  record StartRecording(long recordingId, long maxMs) implements FlowCommand {}

  /** Stop a recording; harmless when it has ended. */
  record StopRecording(long recordingId) implements FlowCommand {}

  /**
   * Keep a recording as the greeting of something. What is not kept is deleted when the call ends.
   *
   * @param owner what it belongs to
   * @param name of a new greeting, for people
   */
  record KeepRecording(long recordingId, GreetingOwner owner, String name) implements FlowCommand {}

  /** Words for the record of the call. */
  record Tag(List<String> tags) implements FlowCommand {
    /** Copies the list. */
    public Tag {
      tags = List.copyOf(tags);
    }
  }

  /**
   * Send a text message; nobody waits for its delivery.
   *
   * @param to the caller's number
   * @param sender number it comes from, as the document names it
   */
  record SendSms(String to, String sender, String text) implements FlowCommand {}

  /**
   * Refuse a call that was not answered. Ends the run.
   *
   * @param reason why, with the answer to the INVITE
   * @param phrase reason phrase of that answer, empty for the usual one
   */
  record Reject(EndReason reason, String phrase) implements FlowCommand {}

  /** End the call, or, after {@link FlowEvent.CallerHungUp}, say how it ended. Ends the run. */
  record Hangup(EndReason reason) implements FlowCommand {}
}
