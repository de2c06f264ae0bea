package io.dialtree.server.call;

import io.dialtree.sip.endpoint.InviteFacts;
import io.dialtree.sip.sdp.LocalMedia;
import io.dialtree.sip.sdp.LocalSrtp;
import io.dialtree.sip.sdp.MediaAddressPolicy;
import io.dialtree.sip.sdp.MediaPlan;
import io.dialtree.sip.sdp.Negotiator;
import io.dialtree.sip.sdp.Offered;
import io.dialtree.sip.sdp.Outcome;
import io.dialtree.sip.sdp.OwnKeys;
import io.dialtree.sip.sdp.SdpState;
import io.dialtree.sip.sdp.SrtpPlan;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The offers and answers of one call: what was said last, and what it means for the media. Confined
 * to the mailbox.
 */
final class SessionDescriptions {
  /** Why an offer or answer cannot be used. */
  record Refusal(int sipCode, String slug, Map<String, String> headers) {}

  private final CallDesk desk;
  private final MediaAddressPolicy policy;
  private final String localAddress;
  private @Nullable LocalMedia local;
  private @Nullable SdpState state;
  private @Nullable MediaPlan plan;
  private String text = "";

  SessionDescriptions(CallDesk desk, InviteFacts facts) {
    this.desk = desk;
    this.policy = desk.mediaPolicy(facts.source().getAddress());
    this.localAddress = desk.localAddressFor(facts.source().getAddress());
  }

  /** What our next description would be; nothing is decided until it is kept. */
  sealed interface Proposal {
    /** It can be sent. The plan is empty while the peer has not answered our offer. */
    record Ready(String text, SdpState state, Optional<MediaPlan> plan) implements Proposal {}

    /** It cannot. */
    record Refused(Refusal why) implements Proposal {}
  }

  /** Answers the offer of the INVITE, or makes ours when it had none. */
  Optional<Refusal> prepare(Optional<String> offer, int rtpPort) {
    local =
        CallMedia.local(localAddress, rtpPort, desk.settings().codecs(), desk.settings().ptimeMs());
    if (desk.settings().srtpWithoutTls()) {
      local = media().withSrtp(new LocalSrtp(OwnKeys.of(CallMedia.randomForKeys()), false));
    }
    return decide(offer.isPresent() ? answerTo(offer.get()) : fullOffer());
  }

  /** Our answer to an offer. */
  Proposal answerTo(String offer) {
    return proposal(Negotiator.answer(offer, media(), Optional.ofNullable(state), policy));
  }

  /** Our offer: a full one, whatever was agreed before (RFC 3264 section 8). */
  Proposal fullOffer() {
    Offered offered = Negotiator.offer(media(), Optional.ofNullable(state));
    return new Proposal.Ready(offered.sdp(), offered.state(), Optional.empty());
  }

  /** The peer answered our offer. */
  Optional<Refusal> acceptAnswer(String answer) {
    SdpState offered = state;
    return offered == null
        ? Optional.of(new Refusal(488, "no-offer", Map.of()))
        : decide(proposal(Negotiator.acceptAnswer(offered, answer, policy)));
  }

  /** The description was sent: it counts from now on. */
  void keep(Proposal.Ready ready) {
    state = ready.state();
    text = ready.text();
    ready.plan().ifPresent(this::renewKeys);
    plan = ready.plan().orElse(plan);
  }

  private Optional<Refusal> decide(Proposal proposal) {
    return switch (proposal) {
      case Proposal.Ready ready -> {
        keep(ready);
        yield Optional.empty();
      }
      case Proposal.Refused refused -> Optional.of(refused.why());
    };
  }

  private static Proposal proposal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Agreed agreed ->
          new Proposal.Ready(agreed.sdp(), agreed.state(), Optional.of(agreed.plan()));
      case Outcome.Refused refused ->
          new Proposal.Refused(
              new Refusal(
                  refused.sipCode(),
                  refused.slug(),
                  refused.warning().isEmpty() ? Map.of() : Map.of("Warning", refused.warning())));
    };
  }

  /** Keys that are not in use any more, or were not, do not come again in this call. */
  private void renewKeys(MediaPlan next) {
    LocalMedia m = media();
    Optional<SrtpPlan> before = Optional.ofNullable(plan).flatMap(MediaPlan::srtp);
    if (m.srtp().isPresent() && !before.equals(next.srtp())) {
      OwnKeys keys =
          m.srtp()
              .get()
              .keys()
              .renewed(CallMedia.randomForKeys(), next.srtp().map(SrtpPlan::suite));
      local = m.withSrtp(new LocalSrtp(keys, m.srtp().get().offered()));
    }
  }

  private LocalMedia media() {
    LocalMedia m = local;
    if (m == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return m;
  }

  /** Our description, to be sent. */
  String localText() {
    return text;
  }

  /** What was agreed on; empty until the answer to our own offer came. */
  Optional<MediaPlan> plan() {
    return Optional.ofNullable(plan);
  }
}
