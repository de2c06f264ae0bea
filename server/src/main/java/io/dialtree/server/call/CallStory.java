package io.dialtree.server.call;

import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.engine.SessionStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what one call's record will say. Confined to the call's mailbox. */
final class CallStory {
  /**
   * The step limit of a call bounds its path; keys are bounded here: nobody types more in four
   * hours.
   */
  private static final int KEYS_MAX = 2_000;

  /** More words than anybody looks for in one record. */
  private static final int TAGS_MAX = 100;

  private static final String HIDDEN = "x";

  private final String callId;
  private final String from;
  private final String to;
  private final String trunk;
  private final Instant start;
  private final long startNs;
  private final List<CallRecord.Visit> path = new ArrayList<>();
  private final List<CallRecord.Key> digits = new ArrayList<>();
  private final Set<String> tags = new LinkedHashSet<>();
  private List<String> recordings = List.of();
  private String flow = "";
  private String revision = "";
  private boolean masked;
  private @Nullable Instant answer;
  private Instant end;
  private long endNs;

  /** For other threads. */
  private volatile LiveCall live;

  CallStory(String callId, String from, String to, String trunk, Instant start, long startNs) {
    this.callId = callId;
    this.from = from;
    this.to = to;
    this.trunk = trunk;
    this.start = start;
    this.startNs = startNs;
    this.end = start;
    this.endNs = startNs;
    this.live = new LiveCall(callId, from, to, trunk, "", "", "", start.toString(), "");
  }

  /** The call as it is now; any thread. */
  LiveCall live() {
    return live;
  }

  void chosen(Program program) {
    flow = program.flowId();
    revision = program.revision();
    live = live.in(flow, revision);
  }

  void answered(Instant now) {
    if (answer == null) {
      answer = now;
      live = live.answered(now.toString());
    }
  }

  /**
   * Keys that were typed ahead of a masked node are hidden as well: they may be the first of it.
   */
  void entered(FlowCommand.Enter enter, long nowNs) {
    masked = enter.masked();
    live = live.at(enter.flowId() + "/" + enter.nodeId());
    path.add(new CallRecord.Visit(enter.flowId(), enter.nodeId(), atMs(nowNs)));
    int from =
        masked ? digits.size() - Math.min(digits.size(), enter.waitingKeys()) : digits.size();
    for (int i = from; i < digits.size(); i++) {
      CallRecord.Key key = digits.get(i);
      digits.set(i, new CallRecord.Key(HIDDEN, key.source(), key.atMs()));
    }
  }

  void heard(char digit, DigitSource source, long nowNs) {
    if (digits.size() < KEYS_MAX) {
      digits.add(
          new CallRecord.Key(
              masked ? HIDDEN : String.valueOf(digit),
              source.name().toLowerCase(Locale.ROOT),
              atMs(nowNs)));
    }
  }

  /** Names of the files the call is recorded in. */
  void recorded(List<String> files) {
    recordings = files;
  }

  /** A document's tags are few; a loop adds none twice. */
  void tagged(List<String> more) {
    more.stream().limit(Math.max(0, TAGS_MAX - tags.size())).forEach(tags::add);
  }

  private long atMs(long nowNs) {
    return (nowNs - startNs) / 1_000_000;
  }

  /** The caller is gone; what the flow still does takes none of the call's time. */
  void over(Instant now, long nowNs) {
    end = now;
    endNs = nowNs;
  }

  /** After {@link #over}. */
  CallRecord ended(EndReason reason, SessionStats rtp) {
    return new CallRecord(
        callId,
        from,
        to,
        trunk,
        flow,
        revision,
        start.toString(),
        answer == null ? "" : answer.toString(),
        end.toString(),
        atMs(endNs),
        new CallRecord.End(
            reason.who().name().toLowerCase(Locale.ROOT), reason.slug(), reason.sipCode()),
        List.copyOf(path),
        List.copyOf(digits),
        List.copyOf(tags),
        recordings,
        new CallRecord.Rtp(rtp.in(), rtp.out(), rtp.lost(), rtp.late()));
  }

  String flow() {
    return flow;
  }

  String from() {
    return from;
  }

  String to() {
    return to;
  }

  String callId() {
    return callId;
  }
}
