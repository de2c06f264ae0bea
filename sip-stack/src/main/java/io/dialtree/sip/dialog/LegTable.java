package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every leg that is not freed yet. A request is part of a call when its leg stands here, and only
 * then. Any thread.
 */
final class LegTable {
  private final ConcurrentHashMap<String, Leg> byDialog = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, IncomingLeg> byInvite = new ConcurrentHashMap<>();

  int size() {
    return byDialog.size();
  }

  Collection<Leg> all() {
    return List.copyOf(byDialog.values());
  }

  void add(Leg leg) {
    byDialog.put(dialogKey(leg.dialog.callId, leg.dialog.localTag), leg);
    if (leg instanceof IncomingLeg incoming) {
      byInvite.put(incoming.inviteKey, incoming);
    }
  }

  void remove(Leg leg) {
    byDialog.remove(dialogKey(leg.dialog.callId, leg.dialog.localTag));
    if (leg instanceof IncomingLeg incoming) {
      byInvite.remove(incoming.inviteKey, incoming);
    }
  }

  /**
   * The leg whose tag we once chose; a random one, so it proves that the sender saw our answers.
   */
  Optional<Leg> find(String callId, @Nullable String localTag) {
    return localTag == null
        ? Optional.empty()
        : Optional.ofNullable(byDialog.get(dialogKey(callId, localTag)));
  }

  /**
   * The leg this INVITE, or a CANCEL for it, belongs to, by whichever way it came (RFC 3261
   * 8.2.2.2).
   */
  Optional<IncomingLeg> findByInvite(SIPRequest request) {
    return Optional.ofNullable(byInvite.get(inviteKey(request)));
  }

  static String inviteKey(SIPRequest request) {
    return request.getCallId().getCallId()
        + '\n'
        + request.getFromTag()
        + '\n'
        + request.getCSeq().getSeqNumber();
  }

  private static String dialogKey(String callId, String localTag) {
    return callId + '\n' + localTag;
  }
}
