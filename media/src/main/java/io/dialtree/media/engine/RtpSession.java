package io.dialtree.media.engine;

import io.dialtree.media.play.Clip;
import io.dialtree.media.play.PlayList;
import io.dialtree.media.srtp.SrtpKeys;
import io.dialtree.media.srtp.SrtpSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call's media, for everybody but the media thread: each method hands a command to the thread
 * that owns the call and returns at once. Commands of one caller are done in order. Thread-safe.
 */
public final class RtpSession {
  private final MediaThread thread;
  private final SessionLoop loop;
  private final PortPool ports;
  private final int rtpPort;
  private Optional<SrtpKeys> keys = Optional.empty();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean announced;
  private boolean gone; // confined to the media thread
  private final CompletableFuture<SessionStats> finalStats = new CompletableFuture<>();

  RtpSession(MediaThread thread, SessionLoop loop, PortPool ports, int rtpPort) {
    this.thread = thread;
    this.loop = loop;
    this.ports = ports;
    this.rtpPort = rtpPort;
  }

  /** The local RTP port, even; RTCP is on the next. */
  public int rtpPort() {
    return rtpPort;
  }

  /**
   * Offer and answer agreed, first or again (re-INVITE); direction, address, codec and packet time
   * follow it. New keys are derived before it returns, because the media thread must not wait for
   * that.
   */
  public synchronized void connect(RemoteMedia agreed) {
    @Nullable SrtpSession fresh =
        agreed.srtp().equals(keys)
            ? null
            : agreed.srtp().map(k -> SrtpSession.derive(k, loop.ssrc)).orElse(null);
    keys = agreed.srtp();
    post(() -> {
      loop.connect(agreed, fresh, System.nanoTime());
      thread.place(loop, agreed.ptimeMs());
    });
  }

  /**
   * Plays clips without a gap, replacing what plays.
   *
   * @param playId comes back in {@link MediaListener#onPlayEnded}
   * @param bargeInKeys keys that stop the prompt within the loop; empty means none does
   * @param times how often; 0 means until stopped
   */
  public void play(long playId, List<Clip> clips, String bargeInKeys, int times) {
    PlayList list = PlayList.of(clips);
    post(() -> loop.play(playId, list, bargeInKeys, times));
  }

  /** Stops that list if it still plays. */
  public void stop(long playId) {
    post(() -> loop.stop(playId));
  }

  /** Sends the caller's own audio back. */
  public void echo(boolean on) {
    post(() -> loop.echo(on));
  }

  /** Lets somebody see every audio packet from now on. */
  public void tap(AudioTap tap) {
    post(() -> loop.tap(tap));
  }

  /** Lets somebody see every audio packet that is sent from now on. */
  public void tapOutgoing(AudioTap tap) {
    post(() -> loop.sender.tap(tap));
  }

  /** A key that came by SIP INFO joins those of the stream, so that one gate sees all. */
  public void infoDigit(char digit, int durationMs) {
    post(() -> loop.infoDigit(digit, durationMs, System.nanoTime()));
  }

  /** Sends a key as an RFC 4733 event; false when the peer did not agree on events. */
  public CompletableFuture<Boolean> sendEvent(char digit, int durationMs) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    thread.post(() -> done.complete(loop.sender.sendEvent(digit, durationMs)));
    return done;
  }

  /** The counts so far. */
  public CompletableFuture<SessionStats> stats() {
    CompletableFuture<SessionStats> done = new CompletableFuture<>();
    thread.post(() -> done.complete(loop.stats()));
    return closed.get() ? finalStats : done;
  }

  /**
   * Ends the media, frees the ports after their rest, and completes with the final counts.
   * Idempotent.
   */
  public CompletableFuture<SessionStats> close() {
    if (closed.compareAndSet(false, true)) {
      thread.post(this::closeOnThread);
    }
    return finalStats;
  }

  /** What comes after the end finds nothing: a closed session never returns to the loop. */
  private void post(Runnable command) {
    thread.post(() -> {
      if (!gone) {
        command.run();
      }
    });
  }

  /** The port was told to a peer, so it rests after the end before it is leased again. */
  public void announced() {
    announced = true;
  }

  private void closeOnThread() {
    gone = true;
    try {
      thread.remove(loop);
      loop.close(System.nanoTime());
    } finally {
      ports.release(rtpPort, System.nanoTime(), announced);
      finalStats.complete(loop.stats());
    }
  }
}
