package io.dialtree.server.call;

import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.engine.MediaListener;
import io.dialtree.media.engine.SessionStats;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.InviteFacts;
import io.dialtree.sip.endpoint.Reinvite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call: its dialog, its {@link CallAudio} and its program. Confined to the call's mailbox;
 * others speak to it through {@link CallEvents}. However the call ends, {@link #end} runs once and
 * frees everything.
 */
final class CallSession {
  private static final String MAX_CALL_TIMER = "max-call";
  private static final String RING_TIMER = "ring";
  private static final String AFTER_CALL_TIMER = "after-call";

  /** A little more than the longest request of a flow may take. */
  private static final long AFTER_CALL_MAX_MS = 60_000;

  private final CallDesk desk;
  private final IncomingCall call;
  private final InviteFacts facts;
  private final CallMailbox mailbox;
  private final CallEvents events;
  private final CallTimers timers;
  private final CallStory story;
  private final CallAudio audio;
  private @Nullable Program program;

  /** Whose flow the call is in; empty text when it belongs to all. */
  private String account = "";

  private boolean answered;
  private @Nullable EndReason gone;
  private boolean ended;

  CallSession(CallDesk desk, IncomingCall call, Executor mailboxes, CallStory story) {
    this.desk = desk;
    this.call = call;
    this.facts = call.facts();
    this.mailbox = CallMailbox.shut(mailboxes, this::fail);
    this.events = new CallEvents(mailbox, this);
    this.timers = new CallTimers(desk.scheduler(), mailbox);
    this.story = story;
    CallRecorder recorder =
        new CallRecorder(
            desk.recordings(),
            () -> new CallTape(desk.recordings(), desk.scheduler(), mailboxes),
            timers,
            mailbox,
            this::run);
    this.audio = new CallAudio(desk, facts, mailbox, recorder, this::run);
  }

  // The road of a call, in order.

  /**
   * Negotiates, opens the media and starts the program; refuses with the answer the standard names.
   */
  void begin(Program chosen) {
    if (ended) {
      return;
    }
    program = chosen;
    story.chosen(chosen);
    desk.started(story);
    Optional<CallAudio.Unopened> refusal = audio.open(events, call.offer());
    if (refusal.isPresent()) {
      CallAudio.Unopened why = refusal.get();
      end(why.reason());
      call.reject(why.reason().sipCode(), why.phrase(), why.headers());
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
    if (!ended && !answered && call.offer().isPresent()) {
      audio.announceEarly().ifPresent(call::progress);
    }
  }

  private void sendAnswer() {
    Optional<String> description = ended ? Optional.empty() : audio.announce();
    if (description.isEmpty()) {
      return;
    }
    answered = true;
    story.answered(Instant.now());
    timers.start(
        MAX_CALL_TIMER,
        desk.settings().maxCallMs(),
        () -> run(new FlowEvent.Limit(EndReason.MAX_CALL_LENGTH)));
    call.answer(description.get());
  }

  void acknowledged(Optional<String> answer) {
    if (ended) {
      return;
    }
    if (!audio.confirm(answer)) {
      hangup("Q.850;cause=79", EndReasons.NO_SDP_ANSWER);
      return;
    }
    Program p = program;
    if (p != null && p.echoes()) {
      audio.echo();
    }
    audio.recordIfWanted();
    run(new FlowEvent.Answered());
    audio.noteHold();
  }

  /** The caller offers another session, or asks for our offer. */
  void renegotiate(Reinvite reinvite) {
    if (ended) {
      reinvite.refuse(481);
    } else {
      audio.renegotiate(reinvite);
    }
  }

  /** The answer to our offer in a re-INVITE's 200 came with its ACK. */
  void renegotiated(Optional<String> answer) {
    if (!ended && !audio.renegotiated(answer)) {
      hangup("Q.850;cause=79", EndReasons.NO_SDP_ANSWER);
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
      case FlowCommand.Play play -> audio.play(account, play);
      case FlowCommand.StopPlay stop -> audio.stop(stop.playId());
      case FlowCommand.StartTimer start ->
          timers.start(
              "flow:" + start.timerId(),
              start.delayMs(),
              () -> run(new FlowEvent.TimerFired(start.timerId())));
      case FlowCommand.CancelTimer cancel -> timers.cancel("flow:" + cancel.timerId());
      case FlowCommand.HttpRequest request -> ask(request);
      case FlowCommand.Enter enter -> enter(enter);
      case FlowCommand.Progress _ -> progress();
      case FlowCommand.RecordCall _ -> audio.recordCall();
      case FlowCommand.StartRecording start -> audio.startRecording(start);
      case FlowCommand.StopRecording stop -> audio.stopRecording(stop.recordingId());
      case FlowCommand.KeepRecording keep -> audio.keepRecording(keep);
      case FlowCommand.Tag tag -> story.tagged(tag.tags());
      case FlowCommand.SendSms sms ->
          desk.sms().send(account, facts.callId(), sms.to(), sms.sender(), sms.text());
      case FlowCommand.Reject reject -> {
        end(reject.reason());
        call.reject(reject.reason().sipCode(), reject.phrase(), Map.of());
      }
      case FlowCommand.Hangup hangup -> hangup("Q.850;cause=16", hangup.reason());
    }
  }

  private void enter(FlowCommand.Enter enter) {
    Program p = program;
    account = p == null ? account : p.account(enter.flowId());
    story.entered(enter, System.nanoTime());
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
    audio.leave();
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
    var _ = audio.close().thenAccept(stats -> mailbox.post(() -> finish(first, stats)));
  }

  private void finish(EndReason reason, SessionStats stats) {
    audio.finish(files -> {
      story.recorded(files);
      desk.ended(this, story, reason, stats);
    });
  }

  /** A key by INFO joins those of the stream, so that one gate sees all. */
  void infoDigit(char digit, int durationMs) {
    audio.infoDigit(digit, durationMs);
  }

  void heard(char digit, DigitSource source) {
    story.heard(digit, source, System.nanoTime());
    run(new FlowEvent.Digit(digit));
  }

  CallEvents events() {
    return events;
  }

  void post(Runnable message) {
    mailbox.post(message);
  }

  /** Does what was posted, from now on; called once. */
  void open() {
    mailbox.open();
  }
}
