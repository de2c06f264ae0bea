package io.dialtree.server.dial;

import io.dialtree.server.recording.HeardAudio;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/**
 * Presses the planned keys at their times or in silences. A silence is 600 ms without sound after
 * some was heard, or three seconds without any. Confined to the thread that polls.
 */
final class KeyPresser {
  private static final long SILENCE_MS = 600;
  private static final long NEVER_HEARD_MS = 3_000;
  private static final int EVENT_ENDS_MS = 60; // three end packets follow an RFC 4733 event

  private final DialPlan plan;
  private final KeySender sender;
  private final HeardAudio heard;
  private final DialReport report;
  private final Deque<KeyPlan.Group> groups;
  private final Deque<Character> keys = new ArrayDeque<>();
  private long nextKeyMs;
  private long silenceSinceMs;
  private boolean inSound;

  KeyPresser(DialPlan plan, KeySender sender, HeardAudio heard, DialReport report) {
    this.plan = plan;
    this.sender = sender;
    this.heard = heard;
    this.report = report;
    this.groups = new ArrayDeque<>(plan.keys().groups());
  }

  /**
   * Time has come to {@code nowMs}, on the clock of what is heard.
   *
   * @param answeredMs when the call was answered, on the same clock
   */
  void advance(long nowMs, long answeredMs) {
    silenceSinceMs = Math.max(silenceSinceMs, answeredMs);
    boolean fellSilent = watchSound(nowMs);
    KeyPlan.Group next = groups.peek();
    if (keys.isEmpty() && next != null && isTime(next, nowMs - answeredMs, fellSilent)) {
      groups.remove();
      next.keys().chars().forEach(key -> keys.add((char) key));
      nextKeyMs = nowMs;
    }
    if (!keys.isEmpty() && nowMs >= nextKeyMs) {
      press(keys.remove());
      nextKeyMs = nowMs + plan.keyMs() + plan.gapMs() + EVENT_ENDS_MS;
    }
  }

  private boolean isTime(KeyPlan.Group group, long nowMs, boolean fellSilent) {
    return group.waitsForSilence() ? fellSilent : nowMs >= group.atMs();
  }

  /** True at the moment a silence is long enough to be one. */
  private boolean watchSound(long nowMs) {
    long last = heard.lastSoundMs();
    boolean sound = last >= 0 && nowMs - last < SILENCE_MS;
    if (sound && !inSound) {
      report.tell("sound", "the far end speaks", Map.of());
    }
    boolean fell = inSound && !sound;
    if (fell) {
      report.tell("silence", "the far end is silent", Map.of());
      silenceSinceMs = nowMs;
    }
    inSound = sound;
    if (!fell && !sound && nowMs - silenceSinceMs >= NEVER_HEARD_MS) {
      silenceSinceMs = nowMs;
      return true;
    }
    return fell;
  }

  private void press(char key) {
    boolean sent = sender.send(key);
    String mode = plan.mode().name().toLowerCase(Locale.ROOT);
    Map<String, Object> details = Map.of("digit", String.valueOf(key), "mode", mode, "sent", sent);
    report.tell(
        "pressed",
        sent
            ? "pressed " + key + " (" + mode + ")"
            : "could not press " + key + ": the far end did not agree on " + mode,
        details);
  }
}
