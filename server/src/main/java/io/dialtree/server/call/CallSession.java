package io.dialtree.server.call;

import io.dialtree.config.model.Prompt;
import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.engine.MediaListener;
import io.dialtree.media.engine.RtpSession;
import io.dialtree.media.engine.SessionStats;
import io.dialtree.media.play.Clip;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.InviteFacts;
import io.dialtree.sip.endpoint.Reinvite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call: its dialog, its media and its program. Confined to the call's mailbox; others speak to
 * it through {@link CallEvents}. However the call ends, {@link #end} runs once and frees
 * everything.
 */
final class CallSession {
  private static final String MAX_CALL_TIMER = "max-call";
  private static final String RING_TIMER = "ring";
  private static final String AFTER_CALL_TIMER = "after-call";

  /** A little more than the longest request of a flow may take. */
  private static final long AFTER_CALL_MAX_MS = 60_000;

  private static final SessionStats NO_MEDIA = new SessionStats(0, 0, 0, 0, 0, 0, 0);

  private final CallDesk desk;
  private final IncomingCall call;
  private final InviteFacts facts;
  private final CallMailbox mailbox;
  private final CallEvents events;
  private final CallTimers timers;
  private final CallStory story;
  private final CallRecorder recorder;
  private @Nullable SessionDescriptions descriptions;
  private @Nullable RtpSession media;
  private @Nullable Program program;
  private CompletionStage<SessionStats> closing = CompletableFuture.completedStage(NO_MEDIA);
  private boolean answered;
  private boolean confirmed;
  private boolean early;
  private boolean recordWanted;
  private boolean held;
  private @Nullable EndReason gone;
  private boolean ended;

  CallSession(CallDesk desk, IncomingCall call, Executor mailboxes, CallStory story) {
    this.desk = desk;
    this.call = call;
    this.facts = call.facts();
    this.mailbox = new CallMailbox(mailboxes, this::fail);
    this.events = new CallEvents(mailbox, this);
    this.timers = new CallTimers(desk.scheduler(), mailbox);
    this.story = story;
    this.recorder =
        new CallRecorder(
            desk.recordings(),
            () -> new CallTape(desk.recordings(), desk.scheduler(), mailboxes),
            timers,
            mailbox,
            this::run);
  }

  // The road of a call, in order.

  /**
   * Negotiates, opens the media and starts the program; refuses with the answer the standard names.
   */
  void begin(Program chosen) {
    if (ended) {
      return;
    }
    SessionDescriptions sdp = new SessionDescriptions(desk, facts);
    descriptions = sdp;
    program = chosen;
    story.chosen(chosen);
    desk.started(story);
    RtpSession opened = desk.openMedia(events, facts.source().getAddress()).orElse(null);
    if (opened == null) {
      reject(EndReason.Who.US, 503, "no-rtp-port", "No media port", Map.of("Retry-After", "5"));
      return;
    }
    media = opened;
    Optional<SessionDescriptions.Refusal> refusal = sdp.prepare(call.offer(), opened.rtpPort());
    if (refusal.isPresent()) {
      SessionDescriptions.Refusal why = refusal.get();
      reject(EndReason.Who.CALLER, why.sipCode(), why.slug(), "", why.headers());
      return;
    }
    obey(chosen.start(flowFacts(), desk.nowMs()));
  }

  private CallFacts flowFacts() {
    return new CallFacts(
        facts.callId(),
        facts.fromUser(),
        facts.toUser(),
        facts.requestUser(),
        Map.of(),
        List.of(),
        CallerFacts.of(facts, desk.isOnNet(facts.source().getAddress())));
  }

  private void answer() {
    if (desk.settings().ringMs() > 0) {
      call.ring();
      timers.start(RING_TIMER, desk.settings().ringMs(), this::sendAnswer);
    } else {
      sendAnswer();
    }
  }

  /**
   * Early media: the caller hears us before the answer. Only with an offer: ours would have to wait
   * for an answer that an unreliable provisional response does not get (RFC 3261 section 13.2.1).
   */
  private void progress() {
    if (ended || answered || call.offer().isEmpty() || media == null) {
      return;
    }
    early = true;
    media.announced();
    connect(true);
    call.progress(sdp().localText());
  }

  /**
   * The caller may talk from the 200 on; we send when the ACK has shown that the caller is real.
   */
  private void sendAnswer() {
    if (ended || media == null) {
      return;
    }
    answered = true;
    media.announced();
    connect(false);
    story.answered(Instant.now());
    timers.start(
        MAX_CALL_TIMER,
        desk.settings().maxCallMs(),
        () -> run(new FlowEvent.Limit(EndReason.MAX_CALL_LENGTH)));
    call.answer(sdp().localText());
  }

  void acknowledged(Optional<String> answer) {
    if (ended) {
      return;
    }
    SessionDescriptions sdp = sdp();
    Optional<SessionDescriptions.Refusal> refusal = answer.flatMap(sdp::acceptAnswer);
    if (refusal.isPresent() || sdp.plan().isEmpty()) {
      hangup("Q.850;cause=79", EndReasons.NO_SDP_ANSWER);
      return;
    }
    confirmed = true;
    connect(true);
    Program p = program;
    if (p != null && p.echoes() && media != null) {
      media.echo(true);
    }
    if (recordWanted) {
      recordCall();
    }
    run(new FlowEvent.Answered());
    noteHold();
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
    if (ended) {
      reinvite.refuse(481);
      return;
    }
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

  private void noteHold() {
    boolean now = sdp().plan().map(CallMedia::isHold).orElse(false);
    if (now != held) {
      held = now;
      run(now ? new FlowEvent.Held() : new FlowEvent.Resumed());
    }
  }

  // The program and its commands.

  void run(FlowEvent event) {
    Program p = program;
    if (p != null && !ended) {
      obey(p.step(event, desk.nowMs()));
    }
  }

  private void obey(List<FlowCommand> commands) {
    commands.forEach(this::obey);
  }

  private void obey(FlowCommand command) {
    switch (command) {
      case FlowCommand.Answer _ -> answer();
      case FlowCommand.Play play -> play(play);
      case FlowCommand.StopPlay stop -> {
        if (media != null) {
          media.stop(stop.playId());
        }
      }
      case FlowCommand.StartTimer start ->
          timers.start(
              "flow:" + start.timerId(),
              start.delayMs(),
              () -> run(new FlowEvent.TimerFired(start.timerId())));
      case FlowCommand.CancelTimer cancel -> timers.cancel("flow:" + cancel.timerId());
      case FlowCommand.HttpRequest request -> ask(request);
      case FlowCommand.Enter enter -> story.entered(enter, System.nanoTime());
      case FlowCommand.Progress _ -> progress();
      case FlowCommand.RecordCall _ -> recordCall();
      case FlowCommand.StartRecording start -> startRecording(start);
      case FlowCommand.StopRecording stop -> {
        if (media != null) {
          recorder.stop(stop.recordingId(), media);
        }
      }
      case FlowCommand.KeepRecording keep ->
          recorder.keep(
              keep,
              file ->
                  desk.greetings()
                      .recorded(
                          new GreetingPort.Greeting(
                              facts.callId(), keep.owner(), keep.name(), file)));
      case FlowCommand.Tag tag -> story.tagged(tag.tags());
      case FlowCommand.SendSms sms ->
          desk.sms().send(facts.callId(), sms.to(), sms.sender(), sms.text());
      case FlowCommand.Reject reject -> {
        end(reject.reason());
        call.reject(reject.reason().sipCode(), reject.phrase(), Map.of());
      }
      case FlowCommand.Hangup hangup -> hangup("Q.850;cause=16", hangup.reason());
    }
  }

  private void recordCall() {
    RtpSession m = media;
    recordWanted = true;
    if (m != null && confirmed) {
      recorder.recordCall(m);
    }
  }

  private void startRecording(FlowCommand.StartRecording start) {
    RtpSession m = media;
    if (m == null) {
      mailbox.post(() -> run(new FlowEvent.RecordingEnded(start.recordingId(), 0)));
    } else {
      recorder.start(start, m);
    }
  }

  private Stream<Clip> clips(Prompt prompt, int volumeDb) {
    return prompt instanceof Prompt.Recorded(long recordingId)
        ? recorder.file(recordingId).flatMap(desk.prompts()::clip).stream()
        : desk.prompts().clips(List.of(prompt), volumeDb).stream();
  }

  private void play(FlowCommand.Play play) {
    List<Clip> clips =
        play.prompts().stream().flatMap(prompt -> clips(prompt, play.volumeDb())).toList();
    RtpSession m = media;
    if (clips.isEmpty() || m == null || !(confirmed || early)) {
      mailbox.post(() -> run(new FlowEvent.PlayEnded(play.playId())));
      return;
    }
    m.play(play.playId(), clips, play.bargeInKeys(), play.times());
  }

  private void ask(FlowCommand.HttpRequest request) {
    desk.web()
        .send(
            request.request(),
            reply ->
                mailbox.post(() ->
                    run(
                        new FlowEvent.HttpAnswered(
                            request.requestId(), reply.status(), reply.body()))));
  }

  // What others may ask.

  /** The call as it is now; any thread. */
  LiveCall live() {
    return story.live();
  }

  // The ends of a call.

  /** Refuses a call that runs no program. */
  void refuse(EndReason reason, Map<String, String> headers) {
    desk.started(story);
    end(reason);
    call.reject(reason.sipCode(), "", headers);
  }

  private void reject(
      EndReason.Who who, int code, String slug, String phrase, Map<String, String> headers) {
    end(new EndReason(who, slug, code));
    call.reject(code, phrase, headers);
  }

  /** Ends a call from our side; harmless when the other side was first. */
  void hangup(String reasonHeader, EndReason reason) {
    end(reason);
    call.hangup(reasonHeader);
  }

  /** A bug of ours: the caller is told, and nothing stays behind. */
  private void fail() {
    hangup("Q.850;cause=41", EndReasons.INTERNAL_ERROR);
  }

  void overBySignalling(CallEnd how) {
    leave(EndReasons.of(how, answered), how.kind() == CallEnd.Kind.BYE);
  }

  /** A caller whose audio stopped is gone without BYE; for the flow that is the same. */
  void mediaLost(MediaListener.Loss loss) {
    leave(EndReasons.of(loss), loss == MediaListener.Loss.RTP_TIMEOUT);
    call.hangup("Q.850;cause=102");
  }

  private void leave(EndReason reason, boolean callerLeft) {
    if (ended || gone != null) {
      return;
    }
    boolean tell = answered && callerLeft;
    free(reason);
    if (tell) {
      run(new FlowEvent.CallerHungUp());
    }
    Program p = program;
    if (tell && !ended && p != null && p.outlivesTheCaller()) {
      finishWithoutCaller(reason);
    } else {
      end(reason);
    }
  }

  /** The flow has something left to do that nobody hears; the line is free meanwhile. */
  private void finishWithoutCaller(EndReason reason) {
    timers.cancelAll();
    RtpSession m = media;
    if (m != null) {
      closing = m.close();
      media = null;
      var _ = closing.thenRun(() -> mailbox.post(recorder::mediaClosed));
    }
    timers.start(AFTER_CALL_TIMER, AFTER_CALL_MAX_MS, () -> end(reason));
  }

  /** The line is free and the call's time over; the first reason counts. */
  private EndReason free(EndReason reason) {
    EndReason before = gone;
    if (before != null) {
      return before;
    }
    gone = reason;
    story.over(Instant.now(), System.nanoTime());
    desk.lineFree();
    return reason;
  }

  /**
   * Runs once: timers stop, the media closes, and when its last counts are in the record is
   * written.
   */
  private void end(EndReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    EndReason first = free(reason);
    timers.cancelAll();
    RtpSession m = media;
    CompletionStage<SessionStats> counts = m == null ? closing : m.close();
    var _ = counts.thenAccept(stats -> mailbox.post(() -> finish(first, stats)));
  }

  private void finish(EndReason reason, SessionStats stats) {
    recorder.close(files -> {
      story.recorded(files);
      desk.ended(this, story, reason, stats);
    });
  }

  /** The answer to our offer in a re-INVITE's 200 came with its ACK. */
  void renegotiated(Optional<String> sdpAnswer) {
    if (ended) {
      return;
    }
    if (sdpAnswer.flatMap(sdp()::acceptAnswer).isPresent()) {
      hangup("Q.850;cause=79", EndReasons.NO_SDP_ANSWER);
      return;
    }
    connect(confirmed);
    noteHold();
  }

  /** A key by INFO joins those of the stream, so that one gate sees all. */
  void infoDigit(char digit, int durationMs) {
    if (media != null) {
      media.infoDigit(digit, durationMs);
    }
  }

  void heard(char digit, DigitSource source) {
    story.heard(digit, source, System.nanoTime());
    run(new FlowEvent.Digit(digit));
  }

  CallEvents events() {
    return events;
  }

  private SessionDescriptions sdp() {
    SessionDescriptions now = descriptions;
    if (now == null) {
      throw new IllegalStateException("begin() comes first");
    }
    return now;
  }

  void post(Runnable message) {
    mailbox.post(message);
  }
}
