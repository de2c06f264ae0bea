package io.dialtree.sip.sdp;

import io.dialtree.sip.sdp.AudioFormats.Format;
import io.dialtree.sip.sdp.AudioFormats.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One answer in the making: finds the line to use, refuses the others, keeps order and number (RFC
 * 3264 6).
 */
final class Answering {
  private final SessionDescription peer;
  private final String peerText;
  private final LocalMedia local;
  private final Optional<SdpState> previous;
  private final MediaAddressPolicy policy;
  private final List<SdpMedia> lines = new ArrayList<>();
  private Optional<MediaPlan> plan = Optional.empty();
  private Outcome.Refused refusal =
      Outcome.refused(488, "no-audio", 304, "no audio that can be used");

  Answering(
      SessionDescription peer,
      String peerText,
      LocalMedia local,
      Optional<SdpState> previous,
      MediaAddressPolicy policy) {
    this.peer = peer;
    this.peerText = peerText;
    this.local = local;
    this.previous = previous;
    this.policy = policy;
  }

  Outcome answer() {
    peer.media().forEach(line -> lines.add(line.refused()));
    // A peer that offers its audio secured and plain gets it secured.
    tryAll(Negotiator::isSecure);
    tryAll(line -> !Negotiator.isSecure(line));
    Optional<MediaPlan> agreed = plan.or(this::switchedOff);
    if (agreed.isEmpty()) {
      return refusal;
    }
    SdpState state = SdpState.of(previous, local, lines, Negotiator.sessionId(local, peerText));
    MediaPlan compared = state.compared(agreed.get());
    return new Outcome.Agreed(state.sdp(), compared, state.agreed(peerText, compared));
  }

  /**
   * In a running call a peer may switch its only audio off with port 0 and on again later (RFC 3264
   * 8.2).
   */
  private Optional<MediaPlan> switchedOff() {
    boolean off =
        peer.media().stream().anyMatch(line -> Negotiator.isAudio(line) && line.port() == 0);
    return off && refusal.slug().equals("no-audio")
        ? previous.flatMap(SdpState::plan).map(p -> p.withDirection(Direction.INACTIVE))
        : Optional.empty();
  }

  private void tryAll(Predicate<SdpMedia> kind) {
    for (int i = 0; i < lines.size() && plan.isEmpty(); i++) {
      SdpMedia line = peer.media().get(i);
      if (Negotiator.isAudio(line) && line.port() != 0 && kind.test(line)) {
        lines.set(i, tried(line));
      }
    }
  }

  private SdpMedia tried(SdpMedia line) {
    if (!Negotiator.isSecure(line)) {
      return tried(line, Optional.empty());
    }
    if (local.srtp().isEmpty()) {
      refusal =
          Outcome.refused(488, "srtp-without-tls", 399, "keys of SRTP are not taken without TLS");
      return line.refused();
    }
    // RFC 4568 5.1.2: the first line we can use.
    Optional<CryptoAttribute> crypto = CryptoAttribute.of(line).stream().findFirst();
    if (crypto.isEmpty()) {
      refusal = Outcome.refused(488, "no-common-crypto", 399, "no crypto line that can be used");
      return line.refused();
    }
    return tried(line, crypto);
  }

  private SdpMedia tried(SdpMedia line, Optional<CryptoAttribute> crypto) {
    AudioFormats formats = AudioFormats.of(line);
    Optional<Match> match = formats.firstOf(local.codecs());
    if (match.isEmpty()) {
      refusal = Outcome.refused(488, "no-common-codec", 305, "no codec in common");
      return line.refused();
    }
    return switch (new RemoteAddress(peer, line, local, policy).find()) {
      case RemoteAddress.Result.Refused no -> {
        refusal = Outcome.refused(488, no.slug(), 301, no.why());
        yield line.refused();
      }
      case RemoteAddress.Result.Usable to -> agree(line, crypto, match.get(), formats, to);
    };
  }

  private SdpMedia agree(
      SdpMedia line,
      Optional<CryptoAttribute> crypto,
      Match match,
      AudioFormats formats,
      RemoteAddress.Result.Usable to) {
    CodecOffer codec = match.codec();
    int type = match.format().payloadType();
    Optional<Format> sameClock = formats.event(codec.clockRate());
    Optional<Format> event = sameClock.or(formats::anyEvent);
    Direction said = peer.direction(line).mirrored();
    Direction ours = Negotiator.heard(said, to.hold());
    int ptimeMs = PacketTime.choose(line, local.ptimeMs());
    plan =
        Optional.of(
            new MediaPlan(
                to.rtp(),
                to.rtcp(),
                false,
                codec.encodingName(),
                type,
                List.of(new ReceiveFormat(type, codec.encodingName(), codec.clockRate())),
                codec.clockRate(),
                sameClock.map(Format::payloadType).orElse(-1),
                event.map(e -> Map.of(e.payloadType(), e.clockRate())).orElse(Map.of()),
                ptimeMs,
                ours,
                crypto.map(c -> new SrtpPlan(c.suite(), own(c), c.key())),
                false));
    return written(line, crypto, type, codec, event, ptimeMs, ours);
  }

  private CryptoKey own(CryptoAttribute crypto) {
    return local.srtp().orElseThrow().keys().of(crypto.suite());
  }

  /**
   * Our line: the peer's numbers, its codec, and key presses only when offered (RFC 4733 2.4.1).
   */
  private SdpMedia written(
      SdpMedia line,
      Optional<CryptoAttribute> crypto,
      int type,
      CodecOffer codec,
      Optional<Format> event,
      int ptimeMs,
      Direction ours) {
    List<String> formats = new ArrayList<>();
    List<SdpAttribute> attributes = new ArrayList<>();
    formats.add(Integer.toString(type));
    Negotiator.describe(attributes, type, codec);
    event.ifPresent(e -> {
      formats.add(Integer.toString(e.payloadType()));
      Negotiator.describeEvent(attributes, e.payloadType(), e.clockRate());
    });
    // RFC 4568 5.1.2: one line with the tag and the suite of the offer, and our key.
    crypto.ifPresent(c -> attributes.add(CryptoAttribute.written(c.tag(), c.suite(), own(c))));
    attributes.add(new SdpAttribute("ptime", Integer.toString(ptimeMs)));
    attributes.add(SdpAttribute.flag(ours.token()));
    return new SdpMedia(
        line.media(), local.rtpPort(), line.proto(), formats, Optional.empty(), attributes);
  }
}
