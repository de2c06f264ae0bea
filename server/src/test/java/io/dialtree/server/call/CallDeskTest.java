package io.dialtree.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.model.FlowBook;
import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.engine.MediaEngine;
import io.dialtree.media.engine.MediaListener;
import io.dialtree.media.engine.MediaSettings;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.speech.SpeechCache;
import io.dialtree.speech.SpeechEngines;
import io.dialtree.store.CallRow;
import io.dialtree.store.EventRow;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a call, its line and its record when somebody leaves. */
class CallDeskTest {
  private static final long LIMIT_S = 10;
  private static final String FLOW =
      """
      id: main
      numbers: ["2000"]
      on-hangup: report
      start: menu
      nodes:
        menu:
          play: {prompt: {say: Please hold the line.}, times: 100, then: bye}
        bye: {hangup: }
        report:
          http: {url: "http://127.0.0.1:1/", then: bye, failure: bye}
      """;

  /** Of one account; plays what it has not. */
  private static final String GUESS =
      """
      id: guess
      numbers: ["3000"]
      start: guess
      nodes:
        guess: {play: {prompt: greeting-of-beta, times: 100, then: bye}}
        bye: {hangup: }
      """;

  @TempDir private Path folder;
  private final BlockingQueue<CallRow> records = new LinkedBlockingQueue<>();
  private final BlockingQueue<EventRow> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Consumer<WebReply>> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch recordsFlow = new CountDownLatch(1);
  private final Counts counts = new Counts();
  private MediaEngine media;
  private CallDesk desk;
  private PromptShelf shelf;

  @BeforeEach
  void open() throws Exception {
    media =
        MediaEngine.start(
            new MediaSettings(InetAddress.getLoopbackAddress(), 36_900, 36_949, 1, 60_000, true));
    Files.createDirectories(folder.resolve("config/flows"));
    Files.writeString(folder.resolve("config/flows/main.yaml"), FLOW);
    Files.createDirectories(folder.resolve("config/accounts/acme/flows"));
    Files.writeString(folder.resolve("config/accounts/acme/flows/guess.yaml"), GUESS);
    FlowBook book = ConfigFolder.load(folder.resolve("config"), Map.of(), Map.of()).flows();
    CdrWriter writer =
        new CdrWriter(
            folder,
            row -> {
              if (row instanceof CallRow call) {
                await(recordsFlow);
                records.add(call);
              } else if (row instanceof EventRow event) {
                events.add(event);
              }
            });
    shelf =
        new PromptShelf(
            AudioFiles.ofAll(Map.of()),
            new SpeechCache(
                SpeechEngines.byName("freetts").orElseThrow(), folder.resolve("speech")),
            Optional.empty(),
            List.of(G711.PCMU));
    CallSettings settings =
        new CallSettings(
            List.of(G711.PCMU), _ -> DigitMode.AUTO, 20, 0, 3_600_000, 1, false, Set.of());
    desk =
        new CallDesk(
            settings,
            new FlowChooser(() -> book, false),
            shelf,
            media,
            writer,
            new CallLines(new PrintStream(OutputStream.nullOutputStream()), true),
            counts,
            _ -> "test");
    desk.askBy((request, reply) -> requests.add(reply));
    desk.open(InetAddress::getHostAddress);
  }

  @AfterEach
  void close() {
    recordsFlow.countDown();
    desk.close();
    media.close();
  }

  private static final class Counts implements CallCounts {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void started() {
      seen.add("started");
    }

    @Override
    public void ended(String slug) {
      seen.add(slug);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT_S, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private FakeCall call(String id) throws Exception {
    return call(id, "2000");
  }

  private FakeCall call(String id, String number) throws Exception {
    FakeCall call = new FakeCall(id, number);
    desk.onInvite(call);
    call.status.get(LIMIT_S, TimeUnit.SECONDS);
    return call;
  }

  private CallRow record() throws InterruptedException {
    return Optional.ofNullable(records.poll(LIMIT_S, TimeUnit.SECONDS)).orElseThrow();
  }

  private Consumer<WebReply> request() throws InterruptedException {
    return Optional.ofNullable(requests.poll(LIMIT_S, TimeUnit.SECONDS)).orElseThrow();
  }

  @Test
  void theStartOfACallIsToldWithItsCallId() throws Exception {
    recordsFlow.countDown();
    call("first");
    EventRow start = Optional.ofNullable(events.poll(LIMIT_S, TimeUnit.SECONDS)).orElseThrow();
    assertThat(start.type()).isEqualTo("call-started");
    assertThat(start.json()).contains("\"call_id\":\"first\"");
  }

  @Test
  void aCallToNoNumberIsRefusedAsToAnUnknownOneAndOnlyAPingIsAnsweredThere() throws Exception {
    recordsFlow.countDown();
    assertThat(call("first", "").status.get()).isEqualTo(404);
    assertThat(record().endReason()).isEqualTo("unknown-number");
    assertThat(desk.optionsStatus("", InetAddress.getLoopbackAddress())).isEqualTo(200);
  }

  @Test
  void aFlowThatStillWorksAfterItsCallerLeftHoldsNoLineAndTakesNoneOfTheCallsTime()
      throws Exception {
    recordsFlow.countDown();
    FakeCall first = call("first");
    assertThat(call("second").status.get()).isEqualTo(503);
    assertThat(record().end()).isNotNull(); // of the refused one
    first.bye();
    Consumer<WebReply> reply = request();
    assertThat(desk.active()).isZero();
    FakeCall third = call("third");
    assertThat(third.status.get()).isEqualTo(200);
    assertThat(desk.active()).isEqualTo(1);
    Instant answeredLate = Instant.now();
    reply.accept(new WebReply(200, "{}", ""));
    CallRow row = record();
    assertThat(row.endReason()).isEqualTo("caller-hangup");
    assertThat(row.end()).isBefore(answeredLate);
    third.bye();
    request().accept(new WebReply(500, "", ""));
  }

  @Test
  void whoGuessesTheNameOfAnotherAccountsAudioHearsSilence() throws Exception {
    recordsFlow.countDown();
    Path file = folder.resolve("greeting.wav");
    Files.write(file, TestLibrary.wav(350));
    shelf.useFiles(
        () -> new AudioFiles(Map.of("greeting-of-beta", file), Map.of("greeting-of-beta", "beta")));
    FakeCall call = call("one", "3000");
    assertThat(call.hungUp.get(LIMIT_S, TimeUnit.SECONDS)).contains("cause=16");
    assertThat(record().endReason()).isEqualTo("completed");
  }

  @Test
  void aCallerWhoseAudioStoppedIsGoneForTheFlowAsAfterABye() throws Exception {
    recordsFlow.countDown();
    FakeCall call = call("one");
    ((MediaListener) call.tell()).onMediaLost(MediaListener.Loss.RTP_TIMEOUT);
    Consumer<WebReply> reply = request();
    assertThat(call.hungUp.get(LIMIT_S, TimeUnit.SECONDS)).contains("cause=102");
    reply.accept(new WebReply(200, "{}", ""));
    assertThat(record().endReason()).isEqualTo("rtp-timeout");
  }

  @Test
  void anEndThatIsToldAsSoonAsSomebodyListensComesAfterTheAdmission() throws Exception {
    recordsFlow.countDown();
    desk.onInvite(new FakeCall("gone", "2000", new CallEnd(CallEnd.Kind.CANCELLED, 487, "")));
    CallRow row = record();
    assertThat(row.endReason()).isEqualTo("caller-hangup");
    assertThat(row.flow()).isEqualTo("main");
    assertThat(counts.seen).containsExactly("started", "caller-hangup");
    assertThat(desk.active()).isZero();
  }

  @Test
  void theServerDoesNotStopBeforeTheLastRecordIsWritten() throws Exception {
    call("one");
    Thread drain = Thread.ofVirtual().start(() -> drain(0));
    assertThat(drain.join(Duration.ofMillis(100))).isFalse();
    recordsFlow.countDown();
    assertThat(drain.join(Duration.ofSeconds(LIMIT_S))).isTrue();
    assertThat(records).hasSize(1);
  }

  @Test
  void aShutdownIsNoHangupOfTheCaller() throws Exception {
    recordsFlow.countDown();
    call("one");
    drain(0);
    assertThat(record().endReason()).isEqualTo("shutdown");
    assertThat(requests).isEmpty();
  }

  @Test
  void aShutdownEndsWhatRunsAfterAHangupAndTheRecordKeepsItsReason() throws Exception {
    recordsFlow.countDown();
    call("one").bye();
    Consumer<WebReply> reply = request();
    drain(0);
    assertThat(record().endReason()).isEqualTo("caller-hangup");
    reply.accept(new WebReply(200, "{}", ""));
    assertThat(records).isEmpty();
  }

  private void drain(long limitMs) {
    try {
      desk.drain(limitMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
