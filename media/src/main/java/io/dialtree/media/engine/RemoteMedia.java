package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.srtp.SrtpKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * What offer and answer agreed on for one call's audio.
 *
 * @param rtp where the peer wants RTP; an unspecified address (hold of old phones) means send
 *     nothing
 * @param rtcp where the peer wants RTCP
 * @param signalling the address the signalling came from: RTP may be learnt from there too
 * @param codec the codec we send
 * @param sendPayloadType the number the peer gave that codec
 * @param receive payload type numbers of ours to the codec they stand for
 * @param sendEventPayloadType the number of telephone-events towards the peer, -1 when not agreed
 * @param eventClocks our payload types of telephone-events to their clock rate in Hz
 * @param ptimeMs packet time we send, 10..60
 * @param send true when we may send (sendrecv, sendonly)
 * @param receiveAudio true when the peer may send (sendrecv, recvonly)
 * @param srtp keys that secure RTP and RTCP; empty for plain RTP
 */
public record RemoteMedia(
    InetSocketAddress rtp,
    InetSocketAddress rtcp,
    InetAddress signalling,
    AudioCodec codec,
    int sendPayloadType,
    Map<Integer, AudioCodec> receive,
    int sendEventPayloadType,
    Map<Integer, Integer> eventClocks,
    int ptimeMs,
    boolean send,
    boolean receiveAudio,
    Optional<SrtpKeys> srtp) {

  /** Plain RTP. */
  public RemoteMedia(
      InetSocketAddress rtp,
      InetSocketAddress rtcp,
      InetAddress signalling,
      AudioCodec codec,
      int sendPayloadType,
      Map<Integer, AudioCodec> receive,
      int sendEventPayloadType,
      Map<Integer, Integer> eventClocks,
      int ptimeMs,
      boolean send,
      boolean receiveAudio) {
    this(
        rtp,
        rtcp,
        signalling,
        codec,
        sendPayloadType,
        receive,
        sendEventPayloadType,
        eventClocks,
        ptimeMs,
        send,
        receiveAudio,
        Optional.empty());
  }

  /** The same secured by these keys. */
  public RemoteMedia securedBy(SrtpKeys keys) {
    return new RemoteMedia(
        rtp,
        rtcp,
        signalling,
        codec,
        sendPayloadType,
        receive,
        sendEventPayloadType,
        eventClocks,
        ptimeMs,
        send,
        receiveAudio,
        Optional.of(keys));
  }
}
