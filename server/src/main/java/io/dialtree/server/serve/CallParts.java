package io.dialtree.server.serve;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.Settings;
import io.dialtree.media.engine.MediaEngine;
import io.dialtree.server.call.CallDesk;
import io.dialtree.server.call.CallFeed;
import io.dialtree.server.call.CallLines;
import io.dialtree.server.call.CallSettings;
import io.dialtree.server.call.CdrWriter;
import io.dialtree.server.call.FlowChooser;
import io.dialtree.server.http.CallMetrics;
import io.dialtree.server.http.VertxWebClient;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.Secrets;
import io.dialtree.server.outbound.WebServices;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.server.recording.RecordingFolder;
import io.dialtree.store.StoredRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What calls need besides SIP. Made at once; what is remembered may come later, and is waited for
 * by whoever needs it.
 *
 * @param feed what happens to calls, for those who listen
 * @param events takes what calls leave behind: the store and the feed
 * @param prompts empty before {@link #loadPrompts}
 * @param desk takes no calls yet
 * @param web requests of flows
 */
record CallParts(
    CallFeed feed,
    Consumer<StoredRecord> events,
    PromptShelf prompts,
    CallMetrics metrics,
    MediaEngine media,
    CallDesk desk,
    WebServices web)
    implements AutoCloseable {

  static CallParts of(
      LoadedConfig config, Startup startup, CallLines lines, Supplier<Remembered> remembered)
      throws StartFailure {
    Settings settings = config.settings();
    CallSettings callSettings = PartSettings.calls(settings);
    CallFeed feed = new CallFeed();
    Consumer<StoredRecord> events =
        record -> {
          remembered.get().records().write(record);
          feed.accept(record);
        };
    CdrWriter records = records(settings, events);
    PromptShelf prompts = PartSettings.prompts(config);
    CallMetrics metrics = new CallMetrics();
    MediaEngine media = MediaEngine.start(PartSettings.media(settings));
    CallDesk desk =
        new CallDesk(
            callSettings,
            new FlowChooser(() -> remembered.get().library().book(), startup.demo()),
            prompts,
            media,
            records,
            lines,
            metrics,
            address -> PartSettings.trunk(settings.sip(), address));
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
    metrics.watch(media);
    metrics.watchActive(desk::active);
    return new CallParts(feed, events, prompts, metrics, media, desk, web);
  }

  private static CdrWriter records(Settings settings, Consumer<StoredRecord> events)
      throws StartFailure {
    try {
      return new CdrWriter(settings.data(), events);
    } catch (IOException e) {
      throw new StartFailure("data folder " + settings.data() + " cannot be used: " + e, e);
    }
  }

  /**
   * What the folder's flows say is made while the store is opened, and then what its own say.
   * Blocks.
   */
  void loadPrompts(LoadedConfig config, Starting.Part<Remembered> remembered) throws StartFailure {
    prompts.load(config.flows().literalPrompts());
    FlowLibrary library = remembered.get().library();
    prompts.useFiles(library::promptFiles);
    prompts.load(library.book().literalPrompts());
  }

  /** After SIP, so that no new call comes; the desk's last calls still want their media. */
  @Override
  public void close() {
    desk.close();
    web.close();
    media.close();
  }
}
