package io.dialtree.server.call;

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
import io.dialtree.sip.endpoint.CallListener;
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
 * One call: its dialog, its media and its program. Every method of the two listeners only posts to
 * the mailbox; everything else runs in it. However the call ends, {@link #end} runs once and frees
 * everything.
 */
final class CallSession implements CallListener, MediaListener {
  private static final String MAX_CALL_TIMER = "max-call";
  private static final String RING_TIMER = "ring";
  private static final SessionStats NO_MEDIA = new SessionStats(0, 0, 0, 0, 0, 0, 0);

  private final CallDesk desk;
  private final IncomingCall call;
  private final InviteFacts facts;
  private final CallMailbox mailbox;
  private final CallTimers timers;
  private final CallStory story;
  private @Nullable SessionDescriptions descriptions;
  private @Nullable RtpSession media;
  private @Nullable Program program;
  private boolean answered;
  private boolean confirmed;
  private boolean held;
  private boolean ended;

  CallSession(CallDesk desk, IncomingCall call, Executor mailboxes, CallStory story) {
    this.desk = desk;
    this.call = call;
    this.facts = call.facts();
    this.mailbox = new CallMailbox(mailboxes, this::fail);
    this.timers = new CallTimers(desk.scheduler(), mailbox);
    this.story = story;
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
    RtpSession opened = desk.openMedia(this).orElse(null);
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
        facts.callId(), facts.fromUser(), facts.toUser(), facts.requestUser(), Map.of(), List.of());
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

  private void acknowledged(Optional<String> answer) {
    if (ended) {
      return;
    }
    SessionDescriptions sdp = sdp();
    Optional<SessionDescriptions.Refusal> refusal = answer.flatMap(sdp::acceptAnswer);
    if (refusal.isPresent() || sdp.plan().isEmpty()) {
      hangup("Q.850;cause=79", new EndReason(EndReason.Who.CALLER, "no-sdp-answer", 488));
      return;
    }
    confirmed = true;
    connect(true);
    Program p = program;
    if (p != null && p.echoes() && media != null) {
      media.echo(true);
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
  private void renegotiate(Reinvite reinvite) {
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

  private void run(FlowEvent event) {
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
      case FlowCommand.Enter enter -> story.entered(enter, System.nanoTime());
      case FlowCommand.Reject reject -> {
        end(reject.reason());
        call.reject(reject.reason().sipCode(), reject.phrase(), Map.of());
      }
      case FlowCommand.Hangup hangup -> hangup("Q.850;cause=16", hangup.reason());
    }
  }

  private void play(FlowCommand.Play play) {
    List<Clip> clips = desk.prompts().clips(play.prompts());
    RtpSession m = media;
    if (clips.isEmpty() || m == null) {
      mailbox.post(() -> run(new FlowEvent.PlayEnded(play.playId())));
      return;
    }
    m.play(play.playId(), clips, play.bargeInKeys(), play.times());
  }

  // The ends of a call.

  /** Refuses a call that runs no program. */
  void refuse(int status, String slug, Map<String, String> headers) {
    EndReason.Who who = status == 404 ? EndReason.Who.CALLER : EndReason.Who.US;
    reject(who, status, slug, "", headers);
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
    hangup("Q.850;cause=41", new EndReason(EndReason.Who.US, "internal-error", 500));
  }

  private void overBySignalling(CallEnd how) {
    switch (how.kind()) {
      case BYE, CANCELLED -> {
        // A BYE may also take back a call that was not answered yet (RFC 3261 section 15.1.2).
        if (answered) {
          run(new FlowEvent.CallerHungUp());
          end(new EndReason(EndReason.Who.CALLER, EndReason.CALLER_HANGUP, 200));
        } else {
          end(new EndReason(EndReason.Who.CALLER, EndReason.CALLER_CANCEL, 487));
        }
      }
      case ACK_TIMEOUT -> end(new EndReason(EndReason.Who.CALLER, "ack-timeout", 408));
      case NO_SDP_ANSWER -> end(new EndReason(EndReason.Who.CALLER, "no-sdp-answer", 488));
      case TRANSPORT -> end(new EndReason(EndReason.Who.UPSTREAM, "transport-failure", 503));
      case CLOSED -> end(new EndReason(EndReason.Who.US, "shutdown", 503));
      case INTERNAL -> end(new EndReason(EndReason.Who.US, "internal-error", 500));
      case HANGUP, REJECTED, REFUSED, NO_RESPONSE ->
          end(new EndReason(EndReason.Who.UNKNOWN, "ended", how.sipCode()));
    }
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
    timers.cancelAll();
    RtpSession m = media;
    if (m == null) {
      desk.ended(this, story, reason, NO_MEDIA);
    } else {
      var _ =
          m.close().thenAccept(stats -> mailbox.post(() -> desk.ended(this, story, reason, stats)));
    }
  }

  // What SIP says; on SIP threads.

  @Override
  public void onAck(Optional<String> sdpAnswer) {
    mailbox.post(() -> acknowledged(sdpAnswer));
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    mailbox.post(() -> renegotiate(reinvite));
  }

  @Override
  public void onReinviteAck(Optional<String> sdpAnswer) {
    mailbox.post(() -> {
      if (ended) {
        return;
      }
      if (sdpAnswer.flatMap(sdp()::acceptAnswer).isPresent()) {
        hangup("Q.850;cause=79", new EndReason(EndReason.Who.CALLER, "no-sdp-answer", 488));
        return;
      }
      connect(confirmed);
      noteHold();
    });
  }

  @Override
  public void onInfoDigit(char digit, int durationMs) {
    mailbox.post(() -> {
      if (media != null) {
        media.infoDigit(digit, durationMs);
      }
    });
  }

  @Override
  public void onEnded(CallEnd how) {
    mailbox.post(() -> overBySignalling(how));
  }

  // What the media loop says; on a media thread.

  @Override
  public void onDigit(char digit, DigitSource source, int durationMs) {
    mailbox.post(() -> {
      story.heard(digit, source, System.nanoTime());
      run(new FlowEvent.Digit(digit));
    });
  }

  @Override
  public void onPlayEnded(long playId, boolean cut) {
    mailbox.post(() -> run(new FlowEvent.PlayEnded(playId)));
  }

  @Override
  public void onMediaLost(Loss loss) {
    EndReason reason =
        switch (loss) {
          case RTP_TIMEOUT -> new EndReason(EndReason.Who.CALLER, "rtp-timeout", 200);
          case FAULT -> new EndReason(EndReason.Who.US, "media-fault", 500);
        };
    mailbox.post(() -> hangup("Q.850;cause=102", reason));
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
