package io.dialtree.sip.sdp;

import java.util.List;

/**
 * What our side brings to a session.
 *
 * @param address host for {@code c=} and {@code o=}
 * @param rtpPort our RTP port
 * @param codecs in order of preference; used for our offers, while the offerer's order wins in
 *     answers
 * @param telephoneEventPt payload type for key presses in our offers, -1 for none
 * @param ptimeMs packet time we send unless the peer wishes another, 10..60
 */
public record LocalMedia(
    String address, int rtpPort, List<CodecOffer> codecs, int telephoneEventPt, int ptimeMs) {

  public LocalMedia {
    codecs = List.copyOf(codecs);
  }
}
