package io.dialtree.sip.sdp;

import java.util.List;
import java.util.Optional;

/**
 * What has to be remembered between two exchanges of one call. Immutable; opaque to callers, who
 * hand it back.
 *
 * @param sessionId our session id, the same for the whole call
 * @param version of our last SDP
 * @param local our last SDP
 * @param localMedia what it was made from
 * @param peerSdp the peer's last SDP; empty while our offer is open
 * @param plan the last agreement; empty while our first offer is open
 */
public record SdpState(
    long sessionId,
    long version,
    SessionDescription local,
    LocalMedia localMedia,
    Optional<String> peerSdp,
    Optional<MediaPlan> plan) {

  /**
   * Our description with the version it deserves: one more than the last when anything but the
   * version changed (RFC 3264 8).
   */
  static SdpState of(
      Optional<SdpState> previous, LocalMedia media, List<SdpMedia> lines, long newSessionId) {
    long id = previous.map(SdpState::sessionId).orElse(newSessionId);
    long old = previous.map(SdpState::version).orElse(0L);
    SessionDescription same = describe(id, old, media, lines);
    boolean unchanged = previous.isPresent() && previous.get().local().equals(same);
    long version = unchanged ? old : old + 1;
    return new SdpState(
        id,
        version,
        describe(id, version, media, lines),
        media,
        previous.flatMap(SdpState::peerSdp),
        previous.flatMap(SdpState::plan));
  }

  private static SessionDescription describe(
      long id, long version, LocalMedia media, List<SdpMedia> lines) {
    SdpConnection address = SdpConnection.of(media.address());
    SdpOrigin origin = new SdpOrigin("-", Long.toString(id), Long.toString(version), address);
    return new SessionDescription(origin, Optional.of(address), List.of(), lines);
  }

  /** This state after an exchange. */
  SdpState agreed(String peer, MediaPlan agreedPlan) {
    return new SdpState(
        sessionId, version, local, localMedia, Optional.of(peer), Optional.of(agreedPlan));
  }

  /** Marks the plan as known when it is the last one. */
  MediaPlan compared(MediaPlan next) {
    boolean same =
        plan.isPresent() && plan.get().withSameAsBefore(false).equals(next.withSameAsBefore(false));
    return next.withSameAsBefore(same);
  }

  /** Without the peer's text, which may hold keys (RFC 4568 8). */
  @Override
  public String toString() {
    return "SdpState[" + sessionId + ", " + version + "]";
  }

  /** Our SDP as text. */
  public String sdp() {
    return local.write();
  }
}
