package io.dialtree.server.serve;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.Settings;
import io.dialtree.media.srtp.SrtpWarmUp;
import io.dialtree.server.api.ApiDoor;
import io.dialtree.server.call.CallDesk;
import io.dialtree.server.call.CallLines;
import io.dialtree.server.greeting.MenuGreetings;
import io.dialtree.server.http.HttpFace;
import io.dialtree.server.serve.Starting.Part;
import io.dialtree.sip.endpoint.SipEndpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * A whole server. What takes time starts side by side: the store, prompts, SIP and HTTP; calls are
 * refused with 503 until all are there.
 */
public final class Server implements AutoCloseable {
  private static final int DRAIN_RETRY_AFTER_S = 30;
  private static final long WARM_UP_LIMIT_MS = 300;

  private final Settings settings;
  private final CallParts calls;
  private final SipEndpoint sip;
  private final HttpFace http;
  private final Remembered remembered;
  private final Upkeep upkeep;
  private final MenuGreetings greetings;

  private Server(
      Settings settings,
      CallParts calls,
      SipEndpoint sip,
      HttpFace http,
      Remembered remembered,
      Optional<Path> folder) {
    this.settings = settings;
    this.calls = calls;
    this.sip = sip;
    this.http = http;
    this.remembered = remembered;
    this.upkeep = new Upkeep(remembered.library(), calls.prompts(), folder);
    this.greetings =
        new MenuGreetings(
            remembered.library(),
            remembered.uploads(calls.prompts()),
            calls.events(),
            Clock.systemUTC());
    calls.metrics().watchSip(sip::counters);
  }

  /**
   * Starts everything; calls get 503 until {@link #open}.
   *
   * @throws StartFailure naming the port or file that could not be had; nothing is left running
   */
  public static Server start(LoadedConfig config, Startup startup, CallLines lines)
      throws StartFailure {
    Settings settings = config.settings();
    // By one thread: several that log for the first time at once are told of by SLF4J as a mishap.
    var _ = LoggerFactory.getILoggerFactory();
    try (Starting starting = new Starting()) {
      Part<Remembered> remembered = starting.begin(() -> Remembered.open(config));
      CallParts calls = starting.keep(CallParts.of(config, startup, lines, remembered::join));
      Part<?> prompts = starting.prepare(() -> calls.loadPrompts(config, remembered));
      Part<HttpFace.Prepared> web =
          starting.begin(() -> HttpFace.prepare(PartSettings.http(settings, calls.desk())));
      Part<SipEndpoint> sip =
          starting.begin(() -> SipEndpoint.start(PartSettings.sip(settings), calls.desk()));
      ServerFaces faces = new ServerFaces(settings, startup, calls);
      Part<ApiDoor> door = starting.begin(() -> faces.door(remembered.get()));
      Part<HttpFace> http = starting.begin(() -> web.get().listen(door.get()));
      Part<?> media = starting.prepare(() -> calls.media().warmUp(WARM_UP_LIMIT_MS));
      prompts.get();
      media.get();
      Optional<Path> folder = config.source().file("");
      return starting.done(
          new Server(settings, calls, sip.get(), http.get(), remembered.get(), folder));
    }
  }

  /** Takes calls from now on. */
  public void open() {
    CallDesk desk = calls.desk();
    desk.tellGreetings(greetings);
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
    calls.desk().drain(settings.calls().drainSeconds() * 1000L);
    close();
  }

  /** What brings work first, what keeps its results last. */
  @Override
  public void close() {
    upkeep.close();
    sip.close();
    calls.close();
    http.close();
    greetings.close();
    remembered.close();
  }
}
