package io.dialtree.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine promises. */
class SpeechEngineTest {
  private static final String TEXT = "Welcome. Press one for sales.";

  @ParameterizedTest
  @ValueSource(strings = {"freetts", "espeak-ng"})
  void shouldSpeakAText(String name) {
    SpeechEngine engine = available(name);
    assertThat(engine.name()).isEqualTo(name);
    SpokenAudio audio = spoken(engine.speak(TEXT, Optional.empty()));
    double seconds = (double) audio.samples().length / audio.sampleRate();
    assertThat(seconds).isBetween(1.0, 6.0);
    assertThat(loudest(audio)).isGreaterThan(2000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"freetts", "espeak-ng"})
  void shouldSpeakWhateverCharactersAreInTheText(String name) {
    SpeechEngine engine = available(name);
    spoken(
        engine.speak(
            "a\0b\u001b[2J -- <speak> & $(id) \ud800 \u4f60\u597d\n\n12#* -v xx",
            Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"freetts", "espeak-ng"})
  void shouldRefuseEmptyAndEndlessTexts(String name) {
    SpeechEngine engine = available(name);
    assertThat(engine.speak(" \t\n", Optional.empty())).isInstanceOf(SpeechFailure.class);
    assertThat(engine.speak("long ".repeat(2000), Optional.empty()))
        .isInstanceOf(SpeechFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"freetts", "espeak-ng"})
  void shouldRefuseAVoiceItDoesNotHave(String name) {
    SpeechEngine engine = available(name);
    assertThat(engine.speak(TEXT, Optional.of("nobody"))).isInstanceOf(SpeechFailure.class);
    assertThat(engine.speak(TEXT, Optional.of("--help"))).isInstanceOf(SpeechFailure.class);
  }

  @Test
  void shouldSpeakWithEachVoiceOfTheEmbeddedEngine() {
    SpeechEngine engine = available("freetts");
    assertThat(spoken(engine.speak(TEXT, Optional.of("kevin"))).sampleRate()).isEqualTo(8_000);
    assertThat(spoken(engine.speak(TEXT, Optional.of("kevin16"))).sampleRate()).isEqualTo(16_000);
  }

  @Test
  void shouldSpeakForManyThreadsAtOnce() throws InterruptedException {
    SpeechEngine engine = available("freetts");
    int alone = spoken(engine.speak(TEXT, Optional.empty())).samples().length;
    var lengths = new ConcurrentLinkedQueue<Integer>();
    var threads = new java.util.ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> lengths.add(spoken(engine.speak(TEXT, Optional.empty())).samples().length)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(lengths).hasSize(8).allMatch(length -> length == alone);
  }

  @Test
  void shouldNeverPrint() {
    SpeechEngine engine = available("freetts");
    var printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      engine.speak(TEXT, Optional.empty());
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void shouldSayWhenTheProgramIsNotInstalled() {
    SpeechResult result = new EspeakNgEngine("no-such-program").speak(TEXT, Optional.empty());
    assertThat(result).isInstanceOf(SpeechFailure.class);
    assertThat(((SpeechFailure) result).reason()).contains("no-such-program");
  }

  @Test
  void shouldKnowItsEnginesByName() {
    assertThat(SpeechEngines.names()).containsExactly("freetts", "espeak-ng");
    assertThat(SpeechEngines.byName("mary")).isEmpty();
  }

  static SpokenAudio spoken(SpeechResult result) {
    assertThat(result).isInstanceOf(SpokenAudio.class);
    return (SpokenAudio) result;
  }

  private static SpeechEngine available(String name) {
    SpeechEngine engine = SpeechEngines.byName(name).orElseThrow();
    if (engine instanceof EspeakNgEngine) {
      assumeTrue(
          engine.speak("yes", Optional.empty()) instanceof SpokenAudio,
          "espeak-ng is not installed");
    }
    return engine;
  }

  private static int loudest(SpokenAudio audio) {
    int loudest = 0;
    for (short sample : audio.samples()) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest;
  }
}
