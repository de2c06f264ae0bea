package io.dialtree.sip.sdp;

import io.dialtree.sip.sdp.AudioFormats.Format;
import io.dialtree.sip.sdp.AudioFormats.Match;
import io.dialtree.sip.sdp.SessionDescription.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Offers and answers for one audio stream (RFC 3264). Pure functions; the state goes in and out.
 */
public final class Negotiator {
  /** Plain audio, and audio whose feedback messages we need not send (RFC 4585 3.1). */
  private static final Set<String> PLAIN = Set.of("RTP/AVP", "RTP/AVPF");

  /** The same two secured by keys in the SDP (RFC 3711 12, RFC 5124). */
  private static final Set<String> SECURE = Set.of("RTP/SAVP", "RTP/SAVPF");

  /** RFC 4733 3.2: the keys and nothing else. */
  private static final String KEYS = "0-15";

  private Negotiator() {}

  /** Answers the peer's offer, the first one or one in a running call. */
  public static Outcome answer(
      String offer, LocalMedia local, Optional<SdpState> previous, MediaAddressPolicy policy) {
    String effective = previous.flatMap(p -> unchanged(p, offer)).orElse(offer);
    return switch (SessionDescription.parse(effective)) {
      case Parsed.Unreadable bad -> Outcome.refused(400, "malformed-sdp", 399, bad.reason());
      case Parsed.Read read ->
          new Answering(read.description(), effective, local, previous, policy).answer();
    };
  }

  /**
   * RFC 3264 8: an offer with the version of the last one is the last one, whatever else it says.
   */
  private static Optional<String> unchanged(SdpState previous, String offer) {
    if (previous.peerSdp().isPresent()
        && SessionDescription.parse(offer) instanceof Parsed.Read now
        && SessionDescription.parse(previous.peerSdp().get()) instanceof Parsed.Read before
        && now.description().origin().equals(before.description().origin())
        && now.description().media().size() == before.description().media().size()) {
      return previous.peerSdp();
    }
    return Optional.empty();
  }

  /** Our offer with every codec and both directions, in the m-lines the call already has. */
  public static Offered offer(LocalMedia local, Optional<SdpState> previous) {
    List<SdpMedia> lines = new ArrayList<>();
    boolean placed = false;
    for (SdpMedia slot : previous.map(p -> p.local().media()).orElse(List.of())) {
      boolean ours = !placed && isAudio(slot);
      lines.add(ours ? audioOffer(local, slot.proto()) : slot.refused());
      placed |= ours;
    }
    if (!placed) {
      boolean secure = local.srtp().map(LocalSrtp::offered).orElse(false);
      lines.add(audioOffer(local, secure ? "RTP/SAVP" : "RTP/AVP"));
    }
    SdpState state = SdpState.of(previous, local, lines, sessionId(local, ""));
    return new Offered(state.sdp(), state);
  }

  /** Reads the peer's answer to our offer. */
  public static Outcome acceptAnswer(SdpState offered, String answer, MediaAddressPolicy policy) {
    return switch (SessionDescription.parse(answer)) {
      case Parsed.Unreadable bad -> Outcome.refused(488, "malformed-sdp", 399, bad.reason());
      case Parsed.Read read -> accept(offered, read.description(), answer, policy);
    };
  }

  private static Outcome accept(
      SdpState offered, SessionDescription peer, String answer, MediaAddressPolicy policy) {
    int slot = activeSlot(offered.local());
    if (peer.media().size() != offered.local().media().size()) {
      return Outcome.refused(
          488, "answer-does-not-match", 399, "the answer has another number of m= lines");
    }
    SdpMedia line = peer.media().get(slot);
    LocalMedia local = offered.localMedia();
    Optional<Match> match = AudioFormats.of(line).firstOf(local.codecs());
    if (line.port() == 0 || match.isEmpty()) {
      return Outcome.refused(488, "no-common-codec", 305, "no codec in common");
    }
    SdpMedia offer = offered.local().media().get(slot);
    Optional<SrtpPlan> srtp = srtp(offer, line);
    if (isSecure(offer) != isSecure(line) || (isSecure(offer) && srtp.isEmpty())) {
      // An answer never turns secured media into plain media (RFC 4568 5.1.3).
      return Outcome.refused(488, "no-common-crypto", 399, "no crypto line of the offer answered");
    }
    return switch (new RemoteAddress(peer, line, local, policy).find()) {
      case RemoteAddress.Result.Refused no -> Outcome.refused(488, no.slug(), 301, no.why());
      case RemoteAddress.Result.Usable to -> {
        // RFC 3264 5.1: we send the peer's numbers and receive our own.
        CodecOffer codec = match.get().codec();
        int eventPt = local.telephoneEventPt();
        Optional<Format> event =
            eventPt < 0 ? Optional.empty() : AudioFormats.of(line).event(codec.clockRate());
        MediaPlan plan =
            new MediaPlan(
                to.rtp(),
                to.rtcp(),
                false,
                codec.encodingName(),
                match.get().format().payloadType(),
                List.of(
                    new ReceiveFormat(
                        codec.payloadType(), codec.encodingName(), codec.clockRate())),
                codec.clockRate(),
                event.map(Format::payloadType).orElse(-1),
                event.isPresent() ? Map.of(eventPt, codec.clockRate()) : Map.of(),
                PacketTime.choose(line, local.ptimeMs()),
                heard(peer.direction(line).mirrored(), to.hold()),
                srtp,
                false);
        MediaPlan compared = offered.compared(plan);
        yield new Outcome.Agreed(offered.sdp(), compared, offered.agreed(answer, compared));
      }
    };
  }

  /** The line of ours that was answered, by its tag and suite (RFC 4568 5.1.3). */
  private static Optional<SrtpPlan> srtp(SdpMedia offer, SdpMedia answer) {
    for (CryptoAttribute theirs : CryptoAttribute.of(answer)) {
      for (CryptoAttribute ours : CryptoAttribute.of(offer)) {
        if (ours.tag().equals(theirs.tag()) && ours.suite() == theirs.suite()) {
          return Optional.of(new SrtpPlan(ours.suite(), ours.key(), theirs.key()));
        }
      }
    }
    return Optional.empty();
  }

  private static int activeSlot(SessionDescription local) {
    for (int i = 0; i < local.media().size(); i++) {
      if (local.media().get(i).port() != 0) {
        return i;
      }
    }
    return 0;
  }

  /** An old-style hold leaves nowhere to send to. */
  static Direction heard(Direction ours, boolean hold) {
    return hold ? ours.withoutSending() : ours;
  }

  static boolean isAudio(SdpMedia line) {
    return line.media().equalsIgnoreCase("audio")
        && (isSecure(line) || PLAIN.contains(line.proto().toUpperCase(Locale.ROOT)));
  }

  static boolean isSecure(SdpMedia line) {
    return SECURE.contains(line.proto().toUpperCase(Locale.ROOT));
  }

  private static SdpMedia audioOffer(LocalMedia local, String proto) {
    List<String> formats = new ArrayList<>();
    List<SdpAttribute> attributes = new ArrayList<>();
    for (CodecOffer codec : local.codecs()) {
      formats.add(Integer.toString(codec.payloadType()));
      describe(attributes, codec.payloadType(), codec);
    }
    if (local.telephoneEventPt() >= 0 && !local.codecs().isEmpty()) {
      formats.add(Integer.toString(local.telephoneEventPt()));
      describeEvent(attributes, local.telephoneEventPt(), local.codecs().getFirst().clockRate());
    }
    if (SECURE.contains(proto.toUpperCase(Locale.ROOT))) {
      local.srtp().ifPresent(srtp -> describeKeys(attributes, srtp.keys()));
    }
    attributes.add(new SdpAttribute("ptime", Integer.toString(local.ptimeMs())));
    attributes.add(SdpAttribute.flag(Direction.SENDRECV.token()));
    return new SdpMedia("audio", local.rtpPort(), proto, formats, Optional.empty(), attributes);
  }

  private static void describeKeys(List<SdpAttribute> attributes, OwnKeys keys) {
    for (CryptoSuite suite : CryptoSuite.values()) {
      String tag = Integer.toString(suite.offerTag());
      attributes.add(CryptoAttribute.written(tag, suite, keys.of(suite)));
    }
  }

  static void describe(List<SdpAttribute> attributes, int payloadType, CodecOffer codec) {
    attributes.add(new SdpAttribute("rtpmap", payloadType + " " + codec.rtpmap()));
    if (!codec.fmtp().isEmpty()) {
      attributes.add(new SdpAttribute("fmtp", payloadType + " " + codec.fmtp()));
    }
  }

  static void describeEvent(List<SdpAttribute> attributes, int payloadType, int clockRate) {
    attributes.add(new SdpAttribute("rtpmap", payloadType + " telephone-event/" + clockRate));
    attributes.add(new SdpAttribute("fmtp", payloadType + " " + KEYS));
  }

  /**
   * Unique together with our address (RFC 8866 5.2), and the same for the same input, so that this
   * stays a function.
   */
  static long sessionId(LocalMedia local, String offer) {
    long hash = 0xcbf29ce484222325L;
    for (char c : (local.address() + ' ' + local.rtpPort() + ' ' + offer).toCharArray()) {
      hash = (hash ^ c) * 0x100000001b3L;
    }
    return hash >>> 2;
  }
}
