package io.dialtree.ivr.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a run is waiting for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "activity")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Activity.Idle.class, name = "idle"),
  @JsonSubTypes.Type(value = Activity.Answering.class, name = "answering"),
  @JsonSubTypes.Type(value = Activity.Playing.class, name = "playing"),
  @JsonSubTypes.Type(value = Activity.Collecting.class, name = "collecting"),
  @JsonSubTypes.Type(value = Activity.Requesting.class, name = "requesting"),
  @JsonSubTypes.Type(value = Activity.Recording.class, name = "recording"),
  @JsonSubTypes.Type(value = Activity.Ended.class, name = "ended")
})
public sealed interface Activity {
  /** For {@link FlowEvent.Started}; inside a step also between two nodes. */
  record Idle() implements Activity {}

  /** For the call to be answered; the current node runs then. */
  record Answering() implements Activity {}

  /**
   * For a prompt to end.
   *
   * @param bargeInKeys keys that end it early
   * @param then what follows it
   * @param note what the follow-up needs to know, such as the number being hunted
   */
  record Playing(long playId, String bargeInKeys, Then then, String note) implements Activity {}

  /**
   * For keys.
   *
   * @param playId the greeting, 0 when none plays any more
   * @param digits keys so far
   */
  record Collecting(long playId, String digits) implements Activity {}

  /**
   * For the answer to an HTTP request.
   *
   * @param playId what the caller hears meanwhile, 0 for nothing
   */
  record Requesting(long requestId, long playId) implements Activity {}

  /**
   * For a recording to end.
   *
   * @param recordedMs how long it has become, 0 while it goes on
   */
  record Recording(long recordingId, long recordedMs) implements Activity {}

  /** For nothing: the run is over. */
  record Ended(EndReason reason) implements Activity {}

  /** What follows a prompt. */
  enum Then {
    /** The node is done. */
    NEXT,
    /** The question is asked again. */
    ASK_AGAIN,
    /** The question has failed by silence: its exit prompts come now. */
    EXIT_NO_INPUT,
    /** The question has failed by wrong keys: its exit prompts come now. */
    EXIT_NO_MATCH,
    /** The exit prompts of silence are over. */
    LEAVE_NO_INPUT,
    /** The exit prompts of wrong keys are over. */
    LEAVE_NO_MATCH,
    /** The hunted flow begins. */
    HUNT,
    /** The recording begins. */
    RECORD
  }
}
