package io.dialtree.ivr.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What happens to a call. Events that do not fit the moment are ignored, so late ones do no harm.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FlowEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = FlowEvent.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = FlowEvent.Digit.class, name = "digit"),
  @JsonSubTypes.Type(value = FlowEvent.PlayEnded.class, name = "play-ended"),
  @JsonSubTypes.Type(value = FlowEvent.TimerFired.class, name = "timer-fired"),
  @JsonSubTypes.Type(value = FlowEvent.HttpAnswered.class, name = "http-answered"),
  @JsonSubTypes.Type(value = FlowEvent.RecordingEnded.class, name = "recording-ended"),
  @JsonSubTypes.Type(value = FlowEvent.Held.class, name = "held"),
  @JsonSubTypes.Type(value = FlowEvent.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = FlowEvent.CallerHungUp.class, name = "caller-hung-up"),
  @JsonSubTypes.Type(value = FlowEvent.Limit.class, name = "limit")
})
public sealed interface FlowEvent {
  /** The run begins; {@link FlowRun#start} gives this one itself. */
  record Started() implements FlowEvent {}

  /** The call was answered: the ACK of our 200 has come. */
  record Answered() implements FlowEvent {}

  /** A key, one of {@code 0-9 * # A-D}, already free of twins. */
  record Digit(char digit) implements FlowEvent {}

  /** A play has ended by itself or because a key or a command stopped it. */
  record PlayEnded(long playId) implements FlowEvent {}

  /** A timer that was started has run out. */
  record TimerFired(String timerId) implements FlowEvent {}

  /**
   * An HTTP request is over.
   *
   * @param status of the answer, 0 when there was none in time
   * @param body text of the answer, may be empty
   */
  record HttpAnswered(long requestId, int status, String body) implements FlowEvent {}

  /**
   * A recording has ended: by a command, at its limit, or because it cannot be done.
   *
   * @param recordedMs how long it is, 0 when there is none
   */
  record RecordingEnded(long recordingId, long recordedMs) implements FlowEvent {}

  /**
   * The caller put us on hold: timers of a question stand still. A play may go on or wait; its end
   * is told either way.
   */
  record Held() implements FlowEvent {}

  /** The caller is back. */
  record Resumed() implements FlowEvent {}

  /** BYE, or CANCEL before the answer. */
  record CallerHungUp() implements FlowEvent {}

  /**
   * A limit of the server was reached, such as {@code max-call-length}; the slug becomes the end
   * reason.
   */
  record Limit(String slug) implements FlowEvent {}
}
