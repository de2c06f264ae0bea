package io.dialtree.server.serve;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.Cidr;
import io.dialtree.config.settings.Settings;
import io.dialtree.config.settings.SipSettings;
import io.dialtree.config.settings.SpeechSettings;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.engine.MediaSettings;
import io.dialtree.server.call.CallDesk;
import io.dialtree.server.call.CallSettings;
import io.dialtree.server.http.HttpFace;
import io.dialtree.server.http.HttpLimits;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.server.prompt.Voices;
import io.dialtree.sip.endpoint.SipEndpointSettings;
import io.dialtree.sip.endpoint.SourceRange;
import io.dialtree.speech.SpeechCache;
import io.dialtree.speech.SpeechEngine;
import io.dialtree.speech.SpeechEngines;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each part of a server is told of the settings. */
final class PartSettings {
  private static final Logger LOG = LoggerFactory.getLogger(PartSettings.class);

  private PartSettings() {}

  /** Opus may be missing on this platform: then calls do without it. */
  static List<AudioCodec> codecs(Settings settings) throws StartFailure {
    List<AudioCodec> codecs =
        settings.media().codecs().stream().flatMap(name -> Codecs.named(name).stream()).toList();
    if (codecs.isEmpty()) {
      throw new StartFailure("codecs: there is no native Opus for this platform; add PCMU");
    }
    return codecs;
  }

  static CallSettings calls(Settings settings) throws StartFailure {
    if (settings.media().codecs().contains("OPUS") && Codecs.named("OPUS").isEmpty()) {
      LOG.warn("codecs: there is no native Opus for this platform; calls do without it");
    }
    return new CallSettings(
        codecs(settings),
        source -> mode(settings.media().dtmfFrom(source)),
        settings.media().ptimeMs(),
        settings.sip().ringSeconds() * 1000L,
        settings.calls().maxCallSeconds() * 1000L,
        settings.calls().maxCalls(),
        settings.sip().srtpWithoutTls(),
        new HashSet<>(List.of(settings.sip().listen().port(), settings.http().listen().port())));
  }

  private static DigitMode mode(io.dialtree.config.settings.MediaSettings.Dtmf dtmf) {
    return switch (dtmf) {
      case AUTO -> DigitMode.AUTO;
      case EVENTS -> DigitMode.EVENTS;
      case INBAND -> DigitMode.INBAND;
      case INFO -> DigitMode.INFO;
    };
  }

  static MediaSettings media(Settings settings) throws StartFailure {
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = settings.media().threads();
    long timeoutS = settings.media().rtpTimeoutSeconds();
    return new MediaSettings(
        resolve(settings.sip().listen().host()),
        settings.media().rtpPortMin(),
        settings.media().rtpPortMax(),
        threads > 0 ? threads : Math.max(1, cores - 1),
        timeoutS == 0 ? Long.MAX_VALUE / 2_000_000L : timeoutS * 1000,
        settings.media().ioUring());
  }

  static PromptShelf prompts(LoadedConfig config) throws StartFailure {
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
        codecs(settings));
  }

  static SipEndpointSettings sip(Settings settings) throws StartFailure {
    SipSettings sip = settings.sip();
    SipEndpointSettings endpoint =
        SipEndpointSettings.defaults()
            .withBind(new InetSocketAddress(resolve(sip.listen().host()), sip.listen().port()))
            .withTrusted(
                sip.trust().stream()
                    .map(c -> new SourceRange(c.network(), c.prefixBits()))
                    .toList())
            .withMaxCalls(settings.calls().maxCalls());
    return sip.advertise().equals(SipSettings.AUTO)
        ? endpoint
        : endpoint.withAdvertise(sip.advertise());
  }

  static HttpFace.Address http(Settings settings, CallDesk desk) {
    return new HttpFace.Address(
        settings.http().listen().host(),
        settings.http().listen().port(),
        settings.http().publicUrl(),
        () -> desk.state() == CallDesk.State.OPEN,
        HttpLimits.standard());
  }

  static InetAddress resolve(String host) throws StartFailure {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StartFailure("sip: " + host + " is no address of this machine", e);
    }
  }

  static String trunk(SipSettings sip, InetAddress address) {
    return sip.trust().stream()
        .filter(range -> range.contains(address))
        .max(java.util.Comparator.comparingInt(Cidr::prefixBits))
        .map(Cidr::toString)
        .orElse("");
  }
}
