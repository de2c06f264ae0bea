package io.dialtree.server.dial;

import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.engine.MediaEngine;
import io.dialtree.media.engine.MediaListener;
import io.dialtree.media.engine.MediaSettings;
import io.dialtree.media.engine.RtpSession;
import io.dialtree.media.engine.SessionStats;
import io.dialtree.server.call.CallMedia;
import io.dialtree.server.recording.HeardAudio;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallHandler;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.OutgoingCall;
import io.dialtree.sip.endpoint.OutgoingInvite;
import io.dialtree.sip.endpoint.Reinvite;
import io.dialtree.sip.endpoint.SipEndpoint;
import io.dialtree.sip.endpoint.SipEndpointSettings;
import io.dialtree.sip.endpoint.SipStartFailure;
import io.dialtree.sip.endpoint.SourceRange;
import io.dialtree.sip.sdp.LocalMedia;
import io.dialtree.sip.sdp.LocalSrtp;
import io.dialtree.sip.sdp.MediaAddressPolicy;
import io.dialtree.sip.sdp.MediaPlan;
import io.dialtree.sip.sdp.Negotiator;
import io.dialtree.sip.sdp.Offered;
import io.dialtree.sip.sdp.Outcome;
import io.dialtree.sip.sdp.OwnKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call from beginning to end. {@link #run} blocks; the listeners only note what happened.
 */
public final class Dialler implements CallListener, MediaListener, CallHandler {
  private static final int PORT_LOW = 40_000;
  private static final int PORT_HIGH = 49_998;
  private static final int PTIME_MS = 20;
  private static final long POLL_MS = 5;
  private static final long RTP_TIMEOUT_MS = 3_600_000; // the limit of the call ends it long before

  private final DialPlan plan;
  private final DialReport report;
  private final CountDownLatch audible = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable MediaPlan agreed;
  private volatile boolean good;
  private volatile long answeredMs = -1;
  private volatile long audibleMs = -1;
  private InetAddress local = InetAddress.getLoopbackAddress();
  private InetAddress peer = InetAddress.getLoopbackAddress();
  private @Nullable Offered offered;
  private @Nullable ScriptCaller script;
  private volatile int refusedWith;

  /** Prepares a call that does what a test says. */
  public Dialler(DialPlan plan, DialReport report, ScriptCaller script) {
    this(plan, report);
    this.script = script;
  }

  /** Prepares a call. */
  public Dialler(DialPlan plan, DialReport report) {
    this.plan = plan;
    this.report = report;
  }

  /**
   * Makes the call.
   *
   * @return true when it was answered and ended in an orderly way
   */
  public boolean run(InetSocketAddress target)
      throws SipStartFailure, IOException, InterruptedException {
    peer = target.getAddress();
    local = LocalRoute.towards(target);
    MediaSettings media = new MediaSettings(local, PORT_LOW, PORT_HIGH, 1, RTP_TIMEOUT_MS, false);
    SipEndpointSettings sip =
        SipEndpointSettings.defaults()
            .withBind(new InetSocketAddress(local, 0))
            .withTrusted(List.of(new SourceRange(peer, peer.getAddress().length * 8)));
    try (MediaEngine engine = MediaEngine.start(media);
        SipEndpoint endpoint = SipEndpoint.start(sip, this)) {
      RtpSession session =
          engine
              .open(this, DigitMode.AUTO)
              .orElseThrow(() -> new IOException("no free RTP port between 40000 and 49998"));
      try {
        converse(endpoint, session);
      } finally {
        tellStats(session.close().orTimeout(1, TimeUnit.SECONDS).join());
      }
    }
    if (script != null) {
      script.over(refusedWith);
    }
    return good;
  }

  private void converse(SipEndpoint endpoint, RtpSession session)
      throws IOException, InterruptedException {
    LocalMedia offer =
        CallMedia.local(local.getHostAddress(), session.rtpPort(), Codecs.all(), PTIME_MS);
    offered = Negotiator.offer(plan.srtp() ? secured(offer) : offer, Optional.empty());
    report.tell("dialling", "dialling " + plan.target(), Map.of("target", plan.target()));
    OutgoingCall call =
        endpoint.call(OutgoingInvite.to(plan.target(), plan.from(), offered.sdp()), this);
    Thread hangupOnSignal = Thread.ofPlatform().unstarted(() -> call.hangup(""));
    Runtime.getRuntime().addShutdownHook(hangupOnSignal);
    try {
      boolean heard = audible.await(plan.ringLimitMs(), TimeUnit.MILLISECONDS);
      MediaPlan first = agreed; // an answer that is no use takes it back at any time
      if (!heard) {
        cancel(call);
      } else if (first != null) {
        talk(call, session, first);
      }
    } finally {
      removeHook(hangupOnSignal);
    }
  }

  private void cancel(OutgoingCall call) throws InterruptedException {
    report.tell("cancelled", "no answer, cancelling", Map.of());
    call.hangup("");
    over.await(5, TimeUnit.SECONDS);
  }

  private static LocalMedia secured(LocalMedia offer) {
    return offer.withSrtp(new LocalSrtp(OwnKeys.of(CallMedia.randomForKeys()), true));
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running; it hangs up.
    }
  }

  /** From the first audio on, which may come before the answer. */
  private void talk(OutgoingCall call, RtpSession session, MediaPlan first)
      throws IOException, InterruptedException {
    MediaPlan media = first;
    session.connect(CallMedia.remote(media, peer, true));
    WavWriter wav = plan.record().isPresent() ? WavWriter.create(plan.record().get(), 8000) : null;
    try (HeardAudio heard = new HeardAudio(wav)) {
      session.tap(heard);
      KeySender sender = new KeySender(plan, call, session, media);
      KeyPresser presser = new KeyPresser(plan, sender, heard, report);
      ScriptCaller caller = script;
      if (caller != null) {
        heard.tellFrames(caller::frame);
      }
      while (!over.await(POLL_MS, TimeUnit.MILLISECONDS)) {
        MediaPlan newest = agreed;
        if (newest == null) {
          call.hangup("");
          over.await(5, TimeUnit.SECONDS);
          break;
        }
        if (!newest.equals(media)) {
          media = newest;
          session.connect(CallMedia.remote(media, peer, true));
          sender.use(media);
        }
        long audioMs = report.nowMs() - audibleMs;
        heard.poll(audioMs, System.nanoTime());
        if (answeredMs >= 0) {
          presser.advance(audioMs, answeredMs - audibleMs);
        } else if (audioMs > plan.ringLimitMs()) {
          cancel(call);
          break;
        }
        if (caller != null && !caller.advance(audioMs, heard.lastSoundMs(), sender)) {
          call.hangup("Q.850;cause=16");
          over.await(5, TimeUnit.SECONDS);
          break;
        }
        if (answeredMs >= 0 && report.nowMs() - answeredMs > plan.limitMs()) {
          report.tell("hangup", "hanging up: the call is as long as it may be", Map.of());
          call.hangup("Q.850;cause=16");
          over.await(5, TimeUnit.SECONDS);
          break;
        }
      }
      heard.poll(report.nowMs() - audibleMs, System.nanoTime());
    }
  }

  private void tellStats(SessionStats stats) {
    report.tell(
        "rtp",
        "RTP: %d in, %d out, %d lost, %d late"
            .formatted(stats.in(), stats.out(), stats.lost(), stats.late()),
        Map.of("in", stats.in(), "out", stats.out(), "lost", stats.lost(), "late", stats.late()));
  }

  // What SIP says.

  @Override
  public void onProgress(int code, Optional<String> sdp) {
    report.tell("progress", "progress " + code, Map.of("code", code));
    if (agreed == null && sdp.isPresent() && outcome(sdp.get()) instanceof Outcome.Agreed early) {
      agreed = early.plan();
      audibleMs = report.nowMs();
      audible.countDown();
    }
  }

  private Outcome outcome(String sdp) {
    Offered o = offered;
    return o == null
        ? new Outcome.Refused(488, "no-offer", "")
        : Negotiator.acceptAnswer(o.state(), sdp, MediaAddressPolicy.forSource(peer, Set.of()));
  }

  @Override
  public void onAnswered(String sdp) {
    switch (outcome(sdp)) {
      case Outcome.Agreed ok -> {
        agreed = ok.plan();
        good = true;
        long nowMs = report.nowMs();
        audibleMs = audibleMs < 0 ? nowMs : audibleMs;
        answeredMs = nowMs;
        String srtp = ok.plan().srtp().map(keys -> keys.suite().name()).orElse("");
        report.tell(
            "answered",
            "answered: "
                + ok.plan().encodingName()
                + ", "
                + ok.plan().ptimeMs()
                + " ms"
                + (srtp.isEmpty() ? "" : ", " + srtp),
            Map.of(
                "srtp",
                srtp,
                "codec",
                ok.plan().encodingName(),
                "ptime_ms",
                ok.plan().ptimeMs(),
                "events",
                ok.plan().sendEventPayloadType() >= 0));
      }
      case Outcome.Refused refused -> {
        agreed = null; // what was played before it does not go on
        report.tell("bad-answer", "the answer is no use: " + refused.slug(), Map.of());
      }
    }
    audible.countDown();
  }

  @Override
  public void onRefused(int code, String reason) {
    refusedWith = code;
    report.tell(
        "refused", "refused: " + code + " " + reason, Map.of("code", code, "reason", reason));
    audible.countDown();
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    reinvite.refuse(488); // this caller keeps the session it has
  }

  @Override
  public void onEnded(CallEnd end) {
    report.tell(
        "ended",
        "ended: "
            + end.kind().name().toLowerCase(Locale.ROOT)
            + (end.reason().isEmpty() ? "" : " (" + end.reason() + ")"),
        Map.of(
            "by", end.kind().name().toLowerCase(Locale.ROOT),
            "code", end.sipCode(),
            "reason", end.reason()));
    audible.countDown();
    over.countDown();
  }

  @Override
  public void onInvite(IncomingCall call) {
    call.listen(this);
    call.reject(486, "", Map.of());
  }

  @Override
  public int optionsStatus(String requestUser, InetAddress source) {
    return 486;
  }

  // What the media loop says.

  @Override
  public void onDigit(char digit, DigitSource source, int durationMs) {
    report.tell(
        "digit",
        "heard key " + digit,
        Map.of("digit", String.valueOf(digit), "source", source.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void onPlayEnded(long playId, boolean cut) {}

  @Override
  public void onMediaLost(Loss loss) {
    report.tell("media-lost", "no RTP any more", Map.of());
  }
}
