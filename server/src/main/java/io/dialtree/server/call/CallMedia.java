package io.dialtree.server.call;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.engine.RemoteMedia;
import io.dialtree.media.srtp.SrtpKey;
import io.dialtree.media.srtp.SrtpKeys;
import io.dialtree.media.srtp.SrtpSuite;
import io.dialtree.sip.sdp.CodecOffer;
import io.dialtree.sip.sdp.LocalMedia;
import io.dialtree.sip.sdp.MediaPlan;
import io.dialtree.sip.sdp.OwnKeys;
import io.dialtree.sip.sdp.SrtpPlan;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Translates between what SDP agreed on and what the media loop needs. */
public final class CallMedia {
  /** Our number for telephone-events when we make the offer; the one everybody expects. */
  private static final int EVENT_PAYLOAD_TYPE = 101;

  /** RFC 3551 section 6: 96 to 127 mean what the offer says; five are free below the events. */
  private static final int FIRST_DYNAMIC_PAYLOAD_TYPE = 96;

  private static final SecureRandom RANDOM = new SecureRandom();

  private CallMedia() {}

  /** Unpredictable bytes for the keys of one call. */
  public static byte[] randomForKeys() {
    byte[] random = new byte[OwnKeys.RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return random;
  }

  /** What we can do, for offer and answer. */
  public static LocalMedia local(
      String address, int rtpPort, List<AudioCodec> codecs, int ptimeMs) {
    List<CodecOffer> offers = new ArrayList<>();
    int dynamic = FIRST_DYNAMIC_PAYLOAD_TYPE;
    for (AudioCodec codec : codecs) {
      int type = codec.staticPayloadType() >= 0 ? codec.staticPayloadType() : dynamic++;
      offers.add(CodecOffer.of(codec.encodingName(), type, codec.clockRate()));
    }
    return new LocalMedia(address, rtpPort, offers, EVENT_PAYLOAD_TYPE, ptimeMs);
  }

  /**
   * What the media loop does from now on.
   *
   * @param maySend false holds our stream back whatever was agreed, as before the ACK
   */
  public static RemoteMedia remote(MediaPlan plan, InetAddress signalling, boolean maySend) {
    Map<Integer, AudioCodec> receive = new HashMap<>();
    plan.receiveFormats()
        .forEach(format ->
            Codecs.find(format.encodingName(), format.clockRate())
                .ifPresent(codec -> receive.put(format.payloadType(), codec)));
    AudioCodec codec =
        Codecs.find(plan.encodingName(), plan.clockRate())
            .orElseThrow(() -> new IllegalStateException("agreed on " + plan.encodingName()));
    return new RemoteMedia(
        plan.remoteRtp(),
        plan.remoteRtcp(),
        signalling,
        codec,
        plan.sendPayloadType(),
        receive,
        plan.sendEventPayloadType(),
        plan.receiveEventPayloadTypes(),
        codec.frameMs() > 0 ? codec.frameMs() : plan.ptimeMs(),
        maySend && plan.direction().sends(),
        plan.direction().receives(),
        plan.srtp().map(CallMedia::keys));
  }

  private static SrtpKeys keys(SrtpPlan srtp) {
    SrtpSuite suite =
        SrtpSuite.byName(srtp.suite().name())
            .orElseThrow(() -> new IllegalStateException("agreed on " + srtp.suite()));
    return new SrtpKeys(
        SrtpKey.of(suite, srtp.own().keyAndSalt()), SrtpKey.of(suite, srtp.peer().keyAndSalt()));
  }

  /** True when the peer does not listen: it put us on hold. */
  static boolean isHold(MediaPlan plan) {
    return !plan.direction().sends();
  }
}
