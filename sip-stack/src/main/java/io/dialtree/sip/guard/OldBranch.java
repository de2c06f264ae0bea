package io.dialtree.sip.guard;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives requests of RFC 2543 times a branch of today while they are inside the stack. JAIN-SIP
 * would compare such a request with every transaction it has, which costs time and fails on those
 * it has tidied up. Pure.
 */
final class OldBranch {
  private static final String COOKIE = "z9hg4bk";
  private static final String MARK = "z9hG4bK-2543-";
  private static final int HASH_CHARS = 16;

  private OldBranch() {}

  /**
   * Sets a branch that is the same for an INVITE, its CANCEL and its ACK (RFC 2543 matching, RFC
   * 3261 17.2.3).
   */
  static void renew(SIPRequest request) throws ParseException {
    Via via = request.getTopmostVia();
    @Nullable String branch = via.getBranch();
    if (branch != null
        && branch.toLowerCase(Locale.ROOT).startsWith(COOKIE)
        && !branch.startsWith(MARK)) {
      return;
    }
    String old = branch == null ? "" : branch;
    String key =
        String.join(
            "\n",
            request.getCallId().getCallId(),
            Long.toString(request.getCSeq().getSeqNumber()),
            String.valueOf(request.getFromTag()),
            String.valueOf(via.getSentBy()),
            old);
    via.setBranch(MARK + String.format("%016x", hash(key)) + old);
  }

  /** Puts the branch back as the peer knows it. */
  static void restore(@Nullable Via via) throws ParseException {
    String branch = via == null ? null : via.getBranch();
    if (via == null || branch == null || !branch.startsWith(MARK)) {
      return;
    }
    String old = branch.substring(Math.min(branch.length(), MARK.length() + HASH_CHARS));
    if (old.isEmpty()) {
      via.removeParameter("branch");
    } else {
      via.setBranch(old);
    }
  }

  private static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
