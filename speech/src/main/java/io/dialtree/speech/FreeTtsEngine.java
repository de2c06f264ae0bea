package io.dialtree.speech;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The embedded engine: English, two voices, nothing to install. It loads a voice when the first
 * text is spoken with it.
 */
public final class FreeTtsEngine implements SpeechEngine {
  static final String NAME = "freetts";
  private static final String DEFAULT_VOICE = "kevin16";
  private static final String VOICES_PROPERTY = "freetts.voices";
  private static final String VOICE_DIRECTORY =
      "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory";

  private static final Map<String, Integer> RATES = Map.of(DEFAULT_VOICE, 16_000, "kevin", 8_000);

  // A FreeTTS voice may be used by one thread at a time, and there are only two: one lock serves
  // both.
  private final Lock oneAtATime = new ReentrantLock();
  private final Map<String, Voice> voices = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  // FreeTTS throws Error for a voice it cannot load and runtime exceptions for words it stumbles
  // over.
  public SpeechResult speak(String text, Optional<String> voice) {
    String chosen = voice.orElse(DEFAULT_VOICE);
    if (!RATES.containsKey(chosen)) {
      return new SpeechFailure("freetts has no voice '" + chosen + "'; it has kevin16 and kevin");
    }
    String clean = SpeechText.ascii(SpeechText.clean(text)).strip();
    if (clean.isEmpty()) {
      return new SpeechFailure(
          "the text holds nothing freetts can speak: it reads English letters and digits");
    }
    if (clean.length() > SpeechText.LENGTH_MAX) {
      return new SpeechFailure(
          "a text of %d characters; allowed are %d"
              .formatted(clean.length(), SpeechText.LENGTH_MAX));
    }
    oneAtATime.lock();
    try {
      return speakNow(clean, chosen);
    } catch (RuntimeException | LinkageError e) {
      return new SpeechFailure("freetts failed: " + e);
    } finally {
      oneAtATime.unlock();
    }
  }

  private SpeechResult speakNow(String text, String voiceName) {
    Voice voice = voices.computeIfAbsent(voiceName, FreeTtsEngine::load);
    CollectingPlayer player = new CollectingPlayer();
    voice.setAudioPlayer(player);
    if (!voice.speak(text)) {
      return new SpeechFailure("freetts could not speak the text");
    }
    return new SpokenAudio(player.samples(), RATES.getOrDefault(voiceName, 0));
  }

  private static Voice load(String name) {
    System.setProperty(VOICES_PROPERTY, VOICE_DIRECTORY);
    Voice voice = VoiceManager.getInstance().getVoice(name);
    if (voice == null) {
      throw new IllegalStateException("voice " + name + " is missing in the FreeTTS jar");
    }
    voice.allocate();
    return voice;
  }
}
