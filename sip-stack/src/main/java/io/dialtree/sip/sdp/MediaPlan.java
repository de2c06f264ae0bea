package io.dialtree.sip.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What both sides agreed on, for the media engine.
 *
 * @param remoteRtp where to send RTP; 0.0.0.0 during an old-style hold, where nothing is sent
 * @param remoteRtcp where to send RTCP
 * @param rtcpMux RTP and RTCP share a port; not offered or answered by this version
 * @param encodingName the codec both ways
 * @param sendPayloadType its number in the peer's SDP
 * @param receiveFormats the numbers of our SDP under which it may arrive
 * @param clockRate its RTP clock in Hz
 * @param sendEventPayloadType number for key presses we send, -1 when the peer takes none
 * @param receiveEventPayloadTypes numbers under which key presses may arrive, with their clocks
 * @param ptimeMs packet time to send, 10..60 ms; any is received
 * @param direction ours: whether we send and receive
 * @param srtp keys that secure the media; empty for plain RTP
 * @param sameAsBefore nothing of the above changed; the media goes on untouched (RFC 3264 8)
 */
public record MediaPlan(
    InetSocketAddress remoteRtp,
    InetSocketAddress remoteRtcp,
    boolean rtcpMux,
    String encodingName,
    int sendPayloadType,
    List<ReceiveFormat> receiveFormats,
    int clockRate,
    int sendEventPayloadType,
    Map<Integer, Integer> receiveEventPayloadTypes,
    int ptimeMs,
    Direction direction,
    Optional<SrtpPlan> srtp,
    boolean sameAsBefore) {

  public MediaPlan {
    receiveFormats = List.copyOf(receiveFormats);
    receiveEventPayloadTypes = Map.copyOf(receiveEventPayloadTypes);
  }

  MediaPlan withSameAsBefore(boolean same) {
    return new MediaPlan(
        remoteRtp,
        remoteRtcp,
        rtcpMux,
        encodingName,
        sendPayloadType,
        receiveFormats,
        clockRate,
        sendEventPayloadType,
        receiveEventPayloadTypes,
        ptimeMs,
        direction,
        srtp,
        same);
  }

  MediaPlan withDirection(Direction other) {
    return new MediaPlan(
        remoteRtp,
        remoteRtcp,
        rtcpMux,
        encodingName,
        sendPayloadType,
        receiveFormats,
        clockRate,
        sendEventPayloadType,
        receiveEventPayloadTypes,
        ptimeMs,
        other,
        srtp,
        sameAsBefore);
  }
}
