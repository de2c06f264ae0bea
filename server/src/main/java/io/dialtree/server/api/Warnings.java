package io.dialtree.server.api;

import io.dialtree.config.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the changes of one request are warned of, in the header {@code X-Dialtree-Findings}: the
 * envelopes of other systems have no room for it.
 */
public final class Warnings {
  private static final String HEADER = "X-Dialtree-Findings";
  private static final int SAID_MAX = 3;

  /** Headers of some thousand characters are refused on the way. */
  private static final int LENGTH_MAX = 1_000;

  private static final ScopedValue<List<Finding>> OF_REQUEST = ScopedValue.newInstance();

  private Warnings() {}

  /** Notes what a change is warned of; outside of {@link #told} nobody hears it. */
  public static void note(List<Finding> findings) {
    if (OF_REQUEST.isBound()) {
      OF_REQUEST.get().addAll(findings);
    }
  }

  /** The reply with what its changes were warned of. */
  static ApiReply told(Supplier<ApiReply> handler) {
    List<Finding> findings = new ArrayList<>();
    ApiReply reply = ScopedValue.where(OF_REQUEST, findings).call(handler::get);
    List<Finding> distinct = findings.stream().distinct().toList();
    return distinct.isEmpty() ? reply : reply.with(HEADER, text(distinct));
  }

  /** How many there are, and the first of them. */
  private static String text(List<Finding> findings) {
    String said =
        findings.stream()
            .limit(SAID_MAX)
            .map(finding -> finding.rule() + ": " + ApiFailure.sentenceWithKey(finding))
            .collect(Collectors.joining("; "));
    String text = findings.size() + "; " + said.replaceAll("[^ -~]+", "?");
    return text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text;
  }
}
