package io.dialtree.server.call;

import io.dialtree.ivr.run.Caller;
import io.dialtree.sip.endpoint.InviteFacts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads who calls from an INVITE. Pure. */
final class CallerFacts {
  /** The user part of the first address of a P-Asserted-Identity (RFC 3325 section 9.1). */
  private static final Pattern ASSERTED = Pattern.compile("(?i)(?:sips?|tel):([^@;>,\\s]*)");

  private CallerFacts() {}

  /**
   * The asserted identity counts before From, because a network has checked it. Privacy may be
   * asked for by a header (RFC 3323 section 4.2) or by an anonymous From.
   */
  static Caller of(InviteFacts facts, boolean onNet) {
    boolean privacy =
        facts
            .header("privacy")
            .map(value -> value.matches("(?i).*\\b(?:id|user|full)\\b.*"))
            .orElse(false);
    boolean nobody = facts.fromUser().isEmpty();
    boolean anonymous = privacy || (nobody && isAnonymous(facts.fromUri()));
    String number = asserted(facts).orElse(facts.fromUser()).replaceAll("[-.() ]", "");
    return new Caller(number.matches("\\+?[0-9]{1,32}") ? number : "", anonymous, onNet);
  }

  private static boolean isAnonymous(String fromUri) {
    return fromUri.matches("(?i)sips?:anonymous(?:@.*)?") || fromUri.contains("anonymous.invalid");
  }

  private static Optional<String> asserted(InviteFacts facts) {
    Matcher matcher = ASSERTED.matcher(facts.header("p-asserted-identity").orElse(""));
    return matcher.find() && !matcher.group(1).isEmpty()
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }
}
