package io.dialtree.server.dial;

import io.dialtree.config.model.SourcePosition;
import io.dialtree.ivr.script.FlowScript;
import io.dialtree.ivr.script.ScriptRun.Miss;
import io.dialtree.ivr.script.ScriptStep;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Does in a real call what a test of a flow says. It hears sound and silence, and which of the
 * prompts that are one pure tone is playing; of all others it can only tell that something is said.
 * Confined to the thread that polls, until the call is over.
 */
public final class ScriptCaller {
  private static final long HEARS_LIMIT_MS = 15_000;
  private static final long ENDS_LIMIT_MS = 30_000;
  private static final long SILENCE_MS = 600;
  private static final long NEVER_HEARD_MS = 3_000;
  private static final long SOUND_MS = 100;
  private static final int KEY_MS = 100;
  private static final int GAP_MS = 160; // three end packets follow an RFC 4733 event
  private static final double HZ_TOLERANCE = 15;
  private static final int WINDOW = 800; // a tenth of a second at 8 kHz
  private static final Set<String> BY_CALLER = Set.of("caller-hangup", "caller-cancel");
  private static final Set<String> REFUSALS = Set.of("rejected-by-flow", "busy");

  private final FlowScript script;
  private final Map<String, Double> tonesHz;
  private final Set<String> unseen = new TreeSet<>();
  private final short[] window = new short[WINDOW];
  private int next;
  private long stepSinceMs = -1;
  private int keysSent;
  private long nextKeyMs;
  private double toneHz;
  private int toneRuns;
  private int tonesTaken;
  private boolean hungUp;
  private @Nullable Miss miss;

  /**
   * Prepares one call.
   *
   * @param tonesHz frequency of the prompts that are one pure tone, by name
   */
  public ScriptCaller(FlowScript script, Map<String, Double> tonesHz) {
    this.script = script;
    this.tonesHz = Map.copyOf(tonesHz);
  }

  /** What went otherwise than written. */
  public Optional<Miss> miss() {
    return Optional.ofNullable(miss);
  }

  /** What a telephone cannot tell, in words; empty when all was looked at. */
  public String unseen() {
    return String.join("; ", unseen);
  }

  int keyMs() {
    return KEY_MS;
  }

  /** Twenty milliseconds of what is heard. */
  void frame(short[] frame) {
    System.arraycopy(window, frame.length, window, 0, WINDOW - frame.length);
    System.arraycopy(frame, 0, window, WINDOW - frame.length, frame.length);
    OptionalDouble tone = PureTone.hz(window, 0, WINDOW);
    double now = tone.orElse(0);
    if (now > 0 && Math.abs(now - toneHz) > HZ_TOLERANCE) {
      toneRuns++;
    }
    toneHz = now;
  }

  /**
   * Time since there is audio, be it before the answer, has come to {@code nowMs}.
   *
   * @return false when the caller hangs up now
   */
  boolean advance(long nowMs, long lastSoundMs, KeySender sender) {
    stepSinceMs = stepSinceMs < 0 ? nowMs : stepSinceMs;
    while (next < script.steps().size() && miss == null && !hungUp) {
      if (!isDone(script.steps().get(next), nowMs, lastSoundMs, sender)) {
        return miss == null;
      }
      next++;
      keysSent = 0;
      stepSinceMs = nowMs;
    }
    return false;
  }

  private boolean isDone(ScriptStep step, long nowMs, long lastSoundMs, KeySender sender) {
    long sinceMs = nowMs - stepSinceMs;
    return switch (step) {
      case ScriptStep.Hears hears -> hears(hears, nowMs, lastSoundMs);
      case ScriptStep.Presses(_, String keys) -> presses(keys, nowMs, sender);
      case ScriptStep.Waits(_, long ms) -> sinceMs >= ms;
      case ScriptStep.Listens _ -> listens(nowMs, lastSoundMs);
      case ScriptStep.Reaches _ -> cannotTell("which nodes the flow reaches");
      case ScriptStep.Asks _ -> cannotTell("which web services the flow asks");
      case ScriptStep.HangsUp _ -> {
        hungUp = true;
        yield true;
      }
      case ScriptStep.Ends(SourcePosition at, String reason) -> {
        if (sinceMs > ENDS_LIMIT_MS) {
          miss = new Miss(at, "the call goes on after 30 s, not " + reason);
        }
        yield false;
      }
    };
  }

  private boolean cannotTell(String what) {
    unseen.add(what);
    return true;
  }

  private boolean hears(ScriptStep.Hears step, long nowMs, long lastSoundMs) {
    Double wanted = tonesHz.get(step.text());
    boolean sound = lastSoundMs >= 0 && nowMs - lastSoundMs < SOUND_MS;
    boolean heard =
        wanted == null
            ? sound && cannotTell("what is said (prompts that are no pure tone)")
            : toneRuns > tonesTaken && Math.abs(toneHz - wanted) <= HZ_TOLERANCE;
    if (heard) {
      tonesTaken = toneRuns;
    } else if (nowMs - stepSinceMs > HEARS_LIMIT_MS) {
      String now =
          sound ? String.format(Locale.ROOT, "a tone of %.0f Hz or speech", toneHz) : "silence";
      miss = new Miss(step.at(), "does not hear \"" + step.text() + "\" within 15 s; hears " + now);
    }
    return heard;
  }

  /** Done with the last key's beginning: it may end the call. */
  private boolean presses(String keys, long nowMs, KeySender sender) {
    if (keysSent < keys.length() && nowMs >= nextKeyMs) {
      if (!sender.send(keys.charAt(keysSent))) {
        unseen.add("keys: the far end did not agree on telephone-events");
      }
      keysSent++;
      nextKeyMs = nowMs + KEY_MS + GAP_MS;
    }
    return keysSent == keys.length();
  }

  private boolean listens(long nowMs, long lastSoundMs) {
    return lastSoundMs >= stepSinceMs
        ? nowMs - lastSoundMs > SILENCE_MS
        : nowMs - stepSinceMs > NEVER_HEARD_MS;
  }

  /**
   * The call is over.
   *
   * @param refusedWith status of the refusal, 0 when the call was answered
   */
  void over(int refusedWith) {
    if (miss != null || hungUp) {
      return;
    }
    List<ScriptStep> left = script.steps().subList(next, script.steps().size());
    if (left.isEmpty()) {
      return;
    }
    ScriptStep step = left.getFirst();
    String how = refusedWith == 0 ? "the far end hung up" : "refused with " + refusedWith;
    boolean last = left.stream().allMatch(ScriptStep.Ends.class::isInstance);
    if (!last) {
      miss = new Miss(step.at(), how + " before this");
    } else if (step instanceof ScriptStep.Ends(SourcePosition at, String reason)) {
      boolean fits = refusedWith == 0 ? !BY_CALLER.contains(reason) : REFUSALS.contains(reason);
      cannotTell("why the server ended the call");
      miss = fits ? null : new Miss(at, how + ", not " + reason);
    }
  }

  /** The frequency of a prompt that is one pure tone from beginning to end. */
  public static OptionalDouble toneOf(short[] pcm) {
    double first = 0;
    for (int from = WINDOW / 2; from + WINDOW <= pcm.length; from += WINDOW) {
      short[] piece = Arrays.copyOfRange(pcm, from, from + WINDOW);
      OptionalDouble hz = PureTone.hz(piece, 0, WINDOW);
      boolean same = hz.isPresent() && (first == 0 || Math.abs(hz.getAsDouble() - first) < 5);
      if (!same) {
        // The last piece may hold the end of the tone.
        return from + 2 * WINDOW > pcm.length && first > 0
            ? OptionalDouble.of(first)
            : OptionalDouble.empty();
      }
      first = first == 0 ? hz.getAsDouble() : first;
    }
    return first > 0 ? OptionalDouble.of(first) : OptionalDouble.empty();
  }
}
