package io.dialtree.sip.sdp;

import java.util.List;
import java.util.Optional;

/**
 * What our side brings to a session.
 *
 * @param address host for {@code c=} and {@code o=}
 * @param rtpPort our RTP port
 * @param codecs in order of preference; used for our offers, while the offerer's order wins in
 *     answers
 * @param telephoneEventPt payload type for key presses in our offers, -1 for none
 * @param ptimeMs packet time we send unless the peer wishes another, 10..60
 * @param srtp keys for secured media; empty where it must not be used, because the signalling would
 *     show the keys to others (RFC 4568 8)
 */
public record LocalMedia(
    String address,
    int rtpPort,
    List<CodecOffer> codecs,
    int telephoneEventPt,
    int ptimeMs,
    Optional<LocalSrtp> srtp) {

  public LocalMedia {
    codecs = List.copyOf(codecs);
  }

  /** A side that takes plain media only. */
  public LocalMedia(
      String address, int rtpPort, List<CodecOffer> codecs, int telephoneEventPt, int ptimeMs) {
    this(address, rtpPort, codecs, telephoneEventPt, ptimeMs, Optional.empty());
  }

  /** This side with these keys. */
  public LocalMedia withSrtp(LocalSrtp keys) {
    return new LocalMedia(address, rtpPort, codecs, telephoneEventPt, ptimeMs, Optional.of(keys));
  }
}
