package io.dialtree.server.serve;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.Settings;
import io.dialtree.config.settings.SipSettings;
import io.dialtree.config.settings.SpeechSettings;
import io.dialtree.media.engine.MediaEngine;
import io.dialtree.media.srtp.SrtpWarmUp;
import io.dialtree.server.api.ApiDoor;
import io.dialtree.server.call.CallDesk;
import io.dialtree.server.call.CallFeed;
import io.dialtree.server.call.CallLines;
import io.dialtree.server.call.CdrWriter;
import io.dialtree.server.call.FlowChooser;
import io.dialtree.server.greeting.MenuGreetings;
import io.dialtree.server.http.CallMetrics;
import io.dialtree.server.http.HttpFace;
import io.dialtree.server.http.HttpLimits;
import io.dialtree.server.http.HttpStartFailure;
import io.dialtree.server.http.VertxWebClient;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.Secrets;
import io.dialtree.server.outbound.WebServices;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.server.prompt.Voices;
import io.dialtree.server.recording.RecordingFolder;
import io.dialtree.sip.endpoint.SipEndpoint;
import io.dialtree.sip.endpoint.SipEndpointSettings;
import io.dialtree.sip.endpoint.SipStartFailure;
import io.dialtree.sip.endpoint.SourceRange;
import io.dialtree.speech.SpeechCache;
import io.dialtree.speech.SpeechEngine;
import io.dialtree.speech.SpeechEngines;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.StoredRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A whole server. What takes time starts side by side: prompts, SIP and HTTP; calls are refused
 * with 503 until all are there.
 */
public final class Server implements AutoCloseable {
  private static final int DRAIN_RETRY_AFTER_S = 30;
  private static final long WARM_UP_LIMIT_MS = 300;
  private final Settings settings;
  private final MediaEngine media;
  private final CallDesk desk;
  private final SipEndpoint sip;
  private final HttpFace http;
  private final Remembered remembered;
  private Optional<WebServices> web = Optional.empty();
  private Optional<Upkeep> upkeep = Optional.empty();
  private Optional<MenuGreetings> greetings = Optional.empty();

  private Server(
      Settings settings,
      MediaEngine media,
      CallDesk desk,
      SipEndpoint sip,
      HttpFace http,
      Remembered remembered) {
    this.settings = settings;
    this.media = media;
    this.desk = desk;
    this.sip = sip;
    this.http = http;
    this.remembered = remembered;
  }

  /**
   * Starts everything; calls get 503 until {@link #open}.
   *
   * @throws StartFailure naming the port or file that could not be had; nothing is left running
   */
  public static Server start(LoadedConfig config, Startup startup, CallLines lines)
      throws StartFailure {
    Settings settings = config.settings();
    CompletableFuture<Remembered> remembered = remember(config);
    CallFeed feed = new CallFeed();
    Consumer<StoredRecord> events =
        record -> {
          remembered.join().records().write(record);
          feed.accept(record);
        };
    CdrWriter records = records(settings, events);
    PromptShelf prompts = prompts(config);
    CallMetrics metrics = new CallMetrics();
    MediaEngine media = MediaEngine.start(PartSettings.media(settings));
    metrics.watch(media);
    CallDesk desk =
        new CallDesk(
            PartSettings.calls(settings),
            new FlowChooser(() -> remembered.join().library().book(), startup.demo()),
            prompts,
            media,
            records,
            lines,
            metrics,
            address -> PartSettings.trunk(settings.sip(), address));
    metrics.watchActive(desk::active);
    WebServices web =
        new WebServices(
            new AddressGuard(
                settings.http().stepsAllow(), "http-step-allow", InetAddress::getAllByName),
            new VertxWebClient(),
            new Secrets(System.getenv()));
    desk.askBy(web::send);
    desk.recordInto(new RecordingFolder(settings.data()));
    desk.trustAsOnNet(
        address -> settings.sip().onNet().stream().anyMatch(it -> it.contains(address)));
    ServerFaces faces = new ServerFaces(settings, startup, metrics, prompts, feed, desk);
    try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ApiDoor> door = side.submit(() -> faces.door(remembered.join()));
      Future<HttpFace> http = side.submit(() -> http(settings, desk, door.get()));
      Future<?> shelf = side.submit(() -> load(prompts, config, remembered));
      Future<SipEndpoint> sip = side.submit(() -> sip(settings, desk));
      Future<?> warm = side.submit(() -> media.warmUp(WARM_UP_LIMIT_MS));
      Server server =
          join(settings, media, desk, sip, http, List.of(shelf, warm), remembered, metrics);
      server.web = Optional.of(web);
      server.follow(prompts, config.source().file(""), events);
      return server;
    }
  }

  private static Server join(
      Settings settings,
      MediaEngine media,
      CallDesk desk,
      Future<SipEndpoint> sip,
      Future<HttpFace> http,
      List<Future<?>> preparations,
      CompletableFuture<Remembered> remembered,
      CallMetrics metrics)
      throws StartFailure {
    try {
      for (Future<?> preparation : preparations) {
        await(preparation::get);
      }
      Server server =
          new Server(
              settings, media, desk, await(sip::get), await(http::get), await(remembered::get));
      metrics.watchSip(server.sip::counters);
      return server;
    } catch (StartFailure | RuntimeException | Error failure) {
      closeQuietly(sip);
      closeQuietly(http);
      closeQuietly(remembered);
      desk.close();
      media.close();
      throw failure;
    }
  }

  private static <T> T await(Callable<T> part) throws StartFailure {
    try {
      return part.call();
    } catch (ExecutionException e) {
      Throwable cause = cause(e);
      boolean expected =
          cause instanceof SipStartFailure
              || cause instanceof StoreUnavailable
              || cause instanceof HttpStartFailure
              || cause instanceof StartFailure;
      throw new StartFailure(
          expected ? String.valueOf(cause.getMessage()) : cause.toString(), cause);
    } catch (Exception e) {
      throw new StartFailure(e.toString(), e);
    }
  }

  private static Throwable cause(Throwable e) {
    Throwable cause = e.getCause();
    boolean isWrapper = cause instanceof CompletionException || cause instanceof ExecutionException;
    return cause == null ? e : isWrapper ? cause(cause) : cause;
  }

  private static void closeQuietly(Future<? extends AutoCloseable> part) {
    try {
      part.get().close();
    } catch (Exception alreadyFailed) {
      // It did not start either; the first failure is the one that is told.
    }
  }

  private static PromptShelf prompts(LoadedConfig config) throws StartFailure {
    Settings settings = config.settings();
    SpeechEngine engine =
        SpeechEngines.byName(settings.speech().engine())
            .orElseThrow(() -> new IllegalStateException(settings.speech().engine()));
    String voice = settings.speech().voice();
    Optional<String> fallback = voice.isEmpty() ? Optional.empty() : Optional.of(voice);
    return new PromptShelf(
        config.promptFiles(),
        new SpeechCache(engine, settings.data().resolve("speech")),
        fallback,
        Voices.of(
            settings.speech().voices(),
            fallback,
            settings.speech().engine().equals(SpeechSettings.NAMED_AFTER_LANGUAGES)),
        PartSettings.codecs(settings));
  }

  /** Beside everything else: a database takes its time. */
  private static CompletableFuture<Remembered> remember(LoadedConfig config) {
    CompletableFuture<Remembered> remembered = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("store-open")
        .start(() -> {
          try {
            remembered.complete(Remembered.open(config));
          } catch (RuntimeException | Error e) {
            remembered.completeExceptionally(e);
          }
        });
    return remembered;
  }

  /** What the folder's flows say is made while the store is opened, and then what its own say. */
  private static void load(
      PromptShelf prompts, LoadedConfig config, CompletableFuture<Remembered> remembered) {
    prompts.load(config.flows().literalPrompts());
    FlowLibrary library = remembered.join().library();
    prompts.useFiles(library::promptFiles);
    prompts.load(library.book().literalPrompts());
  }

  private void follow(PromptShelf prompts, Optional<Path> folder, Consumer<StoredRecord> events) {
    upkeep = Optional.of(new Upkeep(remembered.library(), prompts, folder));
    MenuGreetings keeper =
        new MenuGreetings(
            remembered.library(), remembered.uploads(prompts), events, Clock.systemUTC());
    greetings = Optional.of(keeper);
    desk.tellGreetings(keeper);
  }

  private static CdrWriter records(Settings settings, Consumer<StoredRecord> events)
      throws StartFailure {
    try {
      return new CdrWriter(settings.data(), events);
    } catch (IOException e) {
      throw new StartFailure("data folder " + settings.data() + " cannot be used: " + e, e);
    }
  }

  private static SipEndpoint sip(Settings settings, CallDesk desk)
      throws SipStartFailure, StartFailure {
    SipSettings sip = settings.sip();
    SipEndpointSettings endpoint =
        SipEndpointSettings.defaults()
            .withBind(
                new InetSocketAddress(
                    PartSettings.resolve(sip.listen().host()), sip.listen().port()))
            .withTrusted(
                sip.trust().stream()
                    .map(c -> new SourceRange(c.network(), c.prefixBits()))
                    .toList())
            .withMaxCalls(settings.calls().maxCalls());
    return SipEndpoint.start(
        sip.advertise().equals(SipSettings.AUTO)
            ? endpoint
            : endpoint.withAdvertise(sip.advertise()),
        desk);
  }

  private static HttpFace http(Settings settings, CallDesk desk, ApiDoor door)
      throws HttpStartFailure {
    return HttpFace.start(
        settings.http().listen().host(),
        settings.http().listen().port(),
        settings.http().publicUrl(),
        () -> desk.state() == CallDesk.State.OPEN,
        door,
        HttpLimits.standard());
  }

  /** Takes calls from now on. */
  public void open() {
    desk.sendSmsTo(remembered.outbound().outbound().sms());
    remembered.outbound().outbound().recordTo(desk::record);
    remembered.outbound().start();
    desk.open(sip::localAddressFor);
    if (settings.sip().srtpWithoutTls()) {
      // Beside the first calls; whoever comes with SRTP before it is done waits for it.
      Thread.ofPlatform().daemon().name("srtp-warm-up").start(SrtpWarmUp::run);
    }
  }

  /** Flows that calls reach now. */
  public int flows() {
    return remembered.library().book().flows().size();
  }

  /** Where SIP listens, as {@code host:port}. */
  public String sipAddress() {
    return hostPort(settings.sip().listen().host(), sip.local().getPort());
  }

  /** Where HTTP listens, as a URL. */
  public String httpAddress() {
    return "http://" + hostPort(settings.http().listen().host(), http.port());
  }

  private static String hostPort(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Takes no new calls and gives the running ones their time, then ends everything. Blocks. */
  public void drain() throws InterruptedException {
    sip.drain(DRAIN_RETRY_AFTER_S);
    desk.drain(settings.calls().drainSeconds() * 1000L);
    close();
  }

  @Override
  public void close() {
    upkeep.ifPresent(Upkeep::close);
    sip.close();
    desk.close();
    web.ifPresent(WebServices::close);
    media.close();
    http.close();
    greetings.ifPresent(MenuGreetings::close);
    remembered.close();
  }
}
