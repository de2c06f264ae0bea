package io.dialtree.server.call;

import io.dialtree.media.engine.AudioTap;
import io.dialtree.server.recording.CallRecording;
import io.dialtree.server.recording.RecordingFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the recording of a whole call. It has a mailbox of its own: a disk that is slow delays the
 * recording and not the call. Any thread may ask.
 */
final class CallTape {
  private static final Logger LOG = LoggerFactory.getLogger(CallTape.class);
  private static final String POLL_TIMER = "tape";

  /** Packets wait for ten seconds, so a poll may be late. */
  private static final long POLL_MS = 200;

  private final CallRecording recording = new CallRecording(System.nanoTime());
  private final CallMailbox mailbox;
  private final CallTimers timers;
  private Optional<Path> file = Optional.empty();
  private boolean over;

  CallTape(RecordingFolder folder, ScheduledExecutorService scheduler, Executor mailboxes) {
    mailbox = new CallMailbox(mailboxes, this::giveUp);
    timers = new CallTimers(scheduler, mailbox);
    mailbox.post(() -> open(folder));
  }

  AudioTap caller() {
    return recording.caller();
  }

  AudioTap server() {
    return recording.server();
  }

  private void open(RecordingFolder folder) {
    try {
      Path created = folder.newFile("call");
      recording.writeTo(created);
      file = Optional.of(created);
      poll();
    } catch (IOException e) {
      LOG.error("the call cannot be recorded: {}", e.toString());
    }
  }

  private void poll() {
    timers.start(
        POLL_TIMER,
        POLL_MS,
        () -> {
          if (advance()) {
            poll();
          }
        });
  }

  private boolean advance() {
    try {
      recording.advance(System.nanoTime());
      return !over;
    } catch (IOException e) {
      LOG.error("the recording of a call breaks off: {}", e.toString());
      giveUp();
      return false;
    }
  }

  private void giveUp() {
    over = true;
    try {
      recording.close();
    } catch (IOException e) {
      LOG.error("the recording of a call could not be closed: {}", e.toString());
    }
  }

  /**
   * The media is closed: writes the rest.
   *
   * @param then runs in the mailbox when the file is complete
   */
  void finish(Runnable then) {
    long endNs = System.nanoTime();
    mailbox.post(() -> {
      try {
        finish(endNs);
      } finally {
        then.run();
      }
    });
  }

  private void finish(long endNs) {
    if (over) {
      return;
    }
    over = true;
    timers.cancelAll();
    try {
      recording.finish(endNs);
    } catch (IOException e) {
      LOG.error("the end of a recording is lost: {}", e.toString());
    }
    if (recording.dropped() > 0) {
      LOG.warn("{} packets are missing in a recording: the disk was slow", recording.dropped());
    }
  }

  /** The file, unless it could not be made; known when {@link #finish} is done. */
  Optional<Path> file() {
    return file;
  }
}
