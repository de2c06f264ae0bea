package io.dialtree.server.call;

import io.dialtree.config.model.Prompt;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.media.engine.RtpSession;
import io.dialtree.media.engine.SessionStats;
import io.dialtree.media.play.Clip;
import io.dialtree.sip.endpoint.InviteFacts;
import io.dialtree.sip.endpoint.Reinvite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The audio of one call: what is agreed on, the stream, what plays and what is recorded. Knows
 * neither how the call began nor how it ends. Confined to the call's mailbox.
 */
final class CallAudio {
  private static final SessionStats NO_MEDIA = new SessionStats(0, 0, 0, 0, 0, 0, 0);
  private static final Unopened NO_PORT =
      new Unopened(EndReasons.NO_RTP_PORT, "No media port", Map.of("Retry-After", "5"));

  private final CallDesk desk;
  private final InviteFacts facts;
  private final CallMailbox mailbox;
  private final CallRecorder recorder;
  private final Consumer<FlowEvent> told;
  private @Nullable SessionDescriptions descriptions;
  private @Nullable RtpSession media;
  private CompletionStage<SessionStats> closing = CompletableFuture.completedStage(NO_MEDIA);
  private boolean confirmed;
  private boolean early;
  private boolean recordWanted;
  private boolean held;

  /** Why there can be no audio, and the refusal that says so. */
  record Unopened(EndReason reason, String phrase, Map<String, String> headers) {
    static Unopened of(SessionDescriptions.Refusal why) {
      EndReason reason = new EndReason(EndReason.Who.CALLER, why.slug(), why.sipCode());
      return new Unopened(reason, "", why.headers());
    }
  }

  /**
   * No audio yet.
   *
   * @param told hears of holds, of recordings that end, and of prompts that nobody can hear
   */
  CallAudio(
      CallDesk desk,
      InviteFacts facts,
      CallMailbox mailbox,
      CallRecorder recorder,
      Consumer<FlowEvent> told) {
    this.desk = desk;
    this.facts = facts;
    this.mailbox = mailbox;
    this.recorder = recorder;
    this.told = told;
  }

  // What is agreed on.

  /**
   * Opens the stream and answers the offer, or makes one.
   *
   * @return why that cannot be, if so
   */
  Optional<Unopened> open(CallEvents events, Optional<String> offer) {
    SessionDescriptions sdp = new SessionDescriptions(desk, facts);
    descriptions = sdp;
    RtpSession opened = desk.openMedia(events, facts.source().getAddress()).orElse(null);
    media = opened;
    return opened == null
        ? Optional.of(NO_PORT)
        : sdp.prepare(offer, opened.rtpPort()).map(Unopened::of);
  }

  /** Our description for a provisional response: the caller hears us from now on. */
  Optional<String> announceEarly() {
    Optional<String> text = announce(true);
    early |= text.isPresent();
    return text;
  }

  /**
   * Our description for the 200: the caller may talk from then on; we send when the ACK has shown
   * that the caller is real.
   */
  Optional<String> announce() {
    return announce(false);
  }

  private Optional<String> announce(boolean maySend) {
    RtpSession m = media;
    if (m == null) {
      return Optional.empty();
    }
    m.announced();
    connect(maySend);
    return Optional.of(sdp().localText());
  }

  /**
   * The ACK came, perhaps with the answer to our offer.
   *
   * @return false when there is nothing both can use
   */
  boolean confirm(Optional<String> answer) {
    confirmed = answer.flatMap(sdp()::acceptAnswer).isEmpty() && sdp().plan().isPresent();
    if (confirmed) {
      connect(true);
    }
    return confirmed;
  }

  private void connect(boolean maySend) {
    RtpSession m = media;
    if (m != null) {
      sdp()
          .plan()
          .ifPresent(
              plan -> m.connect(CallMedia.remote(plan, facts.source().getAddress(), maySend)));
    }
  }

  /** Until our 200 has left, the old session goes on: the peer may take its request back. */
  void renegotiate(Reinvite reinvite) {
    SessionDescriptions sdp = sdp();
    Optional<String> offer = reinvite.offer();
    SessionDescriptions.Proposal proposal =
        offer.isPresent() ? sdp.answerTo(offer.get()) : sdp.fullOffer();
    switch (proposal) {
      case SessionDescriptions.Proposal.Refused refused -> reinvite.refuse(refused.why().sipCode());
      case SessionDescriptions.Proposal.Ready ready -> {
        if (reinvite.accept(ready.text())) {
          sdp.keep(ready);
          if (offer.isPresent()) {
            connect(confirmed);
            noteHold();
          }
        }
      }
    }
  }

  /**
   * The answer to our offer in a re-INVITE's 200 came with its ACK.
   *
   * @return false when it cannot be used
   */
  boolean renegotiated(Optional<String> answer) {
    if (answer.flatMap(sdp()::acceptAnswer).isPresent()) {
      return false;
    }
    connect(confirmed);
    noteHold();
    return true;
  }

  /** Tells when the caller has put us on hold, or takes us off it. */
  void noteHold() {
    boolean now = sdp().plan().map(CallMedia::isHold).orElse(false);
    if (now != held) {
      held = now;
      told.accept(now ? new FlowEvent.Held() : new FlowEvent.Resumed());
    }
  }

  private SessionDescriptions sdp() {
    SessionDescriptions now = descriptions;
    if (now == null) {
      throw new IllegalStateException("open() comes first");
    }
    return now;
  }

  // What is heard.

  /** Sends back what comes. */
  void echo() {
    if (media != null) {
      media.echo(true);
    }
  }

  /** Plays what that account has of it; an empty account is that of flows that belong to all. */
  void play(String account, FlowCommand.Play play) {
    List<Clip> clips =
        play.prompts().stream().flatMap(prompt -> clips(account, prompt, play.volumeDb())).toList();
    RtpSession m = media;
    if (clips.isEmpty() || m == null || !(confirmed || early)) {
      mailbox.post(() -> told.accept(new FlowEvent.PlayEnded(play.playId())));
      return;
    }
    m.play(play.playId(), clips, play.bargeInKeys(), play.times());
  }

  private Stream<Clip> clips(String account, Prompt prompt, int volumeDb) {
    return prompt instanceof Prompt.Recorded(long recordingId)
        ? recorder.file(recordingId).flatMap(desk.prompts()::clip).stream()
        : desk.prompts().clips(account, List.of(prompt), volumeDb).stream();
  }

  void stop(long playId) {
    if (media != null) {
      media.stop(playId);
    }
  }

  /** A key by INFO joins those of the stream, so that one gate sees all. */
  void infoDigit(char digit, int durationMs) {
    if (media != null) {
      media.infoDigit(digit, durationMs);
    }
  }

  // What is recorded.

  /** Records the whole call from the moment both can hear each other. */
  void recordCall() {
    recordWanted = true;
    recordIfWanted();
  }

  /** Begins what was wanted before the caller could be heard. */
  void recordIfWanted() {
    RtpSession m = media;
    if (recordWanted && m != null && confirmed) {
      recorder.recordCall(m);
    }
  }

  void startRecording(FlowCommand.StartRecording start) {
    RtpSession m = media;
    if (m == null) {
      mailbox.post(() -> told.accept(new FlowEvent.RecordingEnded(start.recordingId(), 0)));
    } else {
      recorder.start(start, m);
    }
  }

  void stopRecording(long recordingId) {
    if (media != null) {
      recorder.stop(recordingId, media);
    }
  }

  void keepRecording(FlowCommand.KeepRecording keep) {
    recorder.keep(
        keep,
        file ->
            desk.greetings()
                .recorded(
                    new GreetingPort.Greeting(facts.callId(), keep.owner(), keep.name(), file)));
  }

  // The end.

  /** The caller is gone, the flow is not: the port is free, and recordings have their end. */
  void leave() {
    RtpSession m = media;
    if (m != null) {
      closing = m.close();
      media = null;
      var _ = closing.thenRun(() -> mailbox.post(recorder::mediaClosed));
    }
  }

  /** Closes the stream; its last counts come when they are in. */
  CompletionStage<SessionStats> close() {
    RtpSession m = media;
    return m == null ? closing : m.close();
  }

  /** Ends all recordings; the names of their files come when they are whole. */
  void finish(Consumer<List<String>> files) {
    recorder.close(files);
  }
}
