package io.dialtree.server.call;

import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.engine.AudioTap;
import io.dialtree.media.engine.RtpSession;
import io.dialtree.server.recording.BothTaps;
import io.dialtree.server.recording.HeardAudio;
import io.dialtree.server.recording.IgnoredAudio;
import io.dialtree.server.recording.RecordingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings of one call: what the caller is asked to say, and the whole call. Confined to the
 * call's mailbox.
 */
final class CallRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

  private static final String POLL_TIMER = "recording";
  private static final String LIMIT_TIMER = "recording-limit";

  /** Packets wait for ten seconds, so a poll may be late. */
  private static final long POLL_MS = 200;

  private static final int SAMPLE_RATE = 8_000;
  private static final int WAV_HEADER_BYTES = 44;
  private static final int BYTES_PER_MS = 2 * SAMPLE_RATE / 1_000;

  private final RecordingFolder folder;
  private final Supplier<CallTape> tapes;
  private final CallTimers timers;
  private final CallMailbox mailbox;
  private final Consumer<FlowEvent> told;
  private final Map<Long, Path> messages = new HashMap<>();
  private @Nullable CallTape tape;
  private boolean lossTold;
  private @Nullable HeardAudio message;
  private long messageId;

  /**
   * Records nothing yet.
   *
   * @param tapes begins the recording of a whole call
   */
  CallRecorder(
      RecordingFolder folder,
      Supplier<CallTape> tapes,
      CallTimers timers,
      CallMailbox mailbox,
      Consumer<FlowEvent> told) {
    this.folder = folder;
    this.tapes = tapes;
    this.timers = timers;
    this.mailbox = mailbox;
    this.told = told;
  }

  /** Records both directions from now on, in one file. */
  void recordCall(RtpSession media) {
    if (tape == null) {
      CallTape started = tapes.get();
      tape = started;
      media.tapOutgoing(started.server());
      tapCaller(media);
    }
  }

  /** What comes from the caller goes where it is wanted now. */
  private void tapCaller(RtpSession media) {
    AudioTap ignored = new IgnoredAudio();
    AudioTap whole = tape == null ? ignored : tape.caller();
    media.tap(message == null ? whole : new BothTaps(message, whole));
  }

  /** Records what the caller says. */
  void start(FlowCommand.StartRecording start, RtpSession media) {
    closeMessage();
    messageId = start.recordingId();
    try {
      Path file = folder.newFile("message");
      messages.put(messageId, file);
      HeardAudio heard = new HeardAudio(WavWriter.create(file, SAMPLE_RATE));
      message = heard;
      tapCaller(media);
      timers.start(LIMIT_TIMER, start.maxMs(), () -> stop(start.recordingId(), media));
      poll();
    } catch (IOException e) {
      LOG.error("nothing can be recorded: {}", e.toString());
      mailbox.post(() -> told.accept(new FlowEvent.RecordingEnded(start.recordingId(), 0)));
    }
  }

  /** The media thread has to let go of the tap before the last of it is written. */
  void stop(long recordingId, RtpSession media) {
    if (message == null || recordingId != messageId) {
      return;
    }
    timers.cancel(LIMIT_TIMER);
    media.tap(tape == null ? new IgnoredAudio() : tape.caller());
    var _ = media.stats().thenRun(() -> mailbox.post(() -> stopped(recordingId)));
  }

  private void stopped(long recordingId) {
    if (message != null && recordingId == messageId) {
      closeMessage();
      told.accept(new FlowEvent.RecordingEnded(recordingId, lengthMs(recordingId)));
    }
  }

  private long lengthMs(long recordingId) {
    try {
      Path file = messages.get(recordingId);
      return file == null ? 0 : Math.max(0, Files.size(file) - WAV_HEADER_BYTES) / BYTES_PER_MS;
    } catch (IOException _) {
      return 0;
    }
  }

  /** The file of a recording of this call. */
  Optional<Path> file(long recordingId) {
    return Optional.ofNullable(messages.get(recordingId));
  }

  /** Sets a recording aside before the call's others are deleted, and hands it on. */
  void keep(FlowCommand.KeepRecording keep, Consumer<Path> kept) {
    Path file = messages.get(keep.recordingId());
    if (file == null) {
      return;
    }
    try {
      kept.accept(folder.keepGreeting(file));
    } catch (IOException e) {
      LOG.error("{} could not be kept: {}", keep.name(), e.toString());
    }
  }

  private void poll() {
    timers.start(
        POLL_TIMER,
        POLL_MS,
        () -> {
          HeardAudio now = message;
          if (now != null) {
            poll(now, System.nanoTime());
            poll();
          }
        });
  }

  /** Told once a call: a full disk would fill the log as well. */
  private void poll(HeardAudio side, long nowNs) {
    try {
      side.poll(nowNs / 1_000_000, nowNs);
    } catch (IOException e) {
      if (!lossTold) {
        lossTold = true;
        LOG.warn("audio of a recording is lost: {}", e.toString());
      }
    }
  }

  private void closeMessage() {
    HeardAudio now = message;
    message = null;
    if (now != null) {
      close(now);
    }
  }

  private static void close(HeardAudio side) {
    try {
      side.close();
    } catch (IOException e) {
      LOG.warn("the end of a recording is lost: {}", e.toString());
    }
  }

  /**
   * The media is closed: the rest is written, and messages that were not kept are deleted.
   *
   * @param then gets the names of the files of the whole call; runs in the call's mailbox
   */
  void close(Consumer<List<String>> then) {
    try {
      closeMessage();
      deleteMessages();
    } finally {
      CallTape whole = tape;
      if (whole == null) {
        then.accept(List.of());
      } else {
        whole.finish(() -> mailbox.post(() -> then.accept(names(whole))));
      }
    }
  }

  /** The media is closed and the flow goes on without the caller. */
  void mediaClosed() {
    CallTape whole = tape;
    if (whole != null) {
      whole.finish(() -> {});
    }
  }

  private static List<String> names(CallTape tape) {
    return tape.file().map(file -> String.valueOf(file.getFileName())).stream().toList();
  }

  private void deleteMessages() {
    for (Path file : messages.values()) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} could not be deleted: {}", file, e.toString());
      }
    }
    messages.clear();
  }
}
