package io.dialtree.sip.guard;

import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import io.dialtree.sip.endpoint.SipCounter;
import io.dialtree.sip.endpoint.SipCounters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's parser behind our limits. What does not parse is dropped in silence: the stack's own
 * 400 would send the sender's bytes back to an address that may be forged. On a connection the rest
 * of the stream cannot be trusted any more, so it is closed. Confined to one worker or connection
 * thread.
 */
final class StrictParser extends StringMsgParser {
  /** RFC 3261 8.1.1.6: where the counter starts when a caller of RFC 2543 times sends none. */
  private static final int MAX_FORWARDS = 70;

  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^(content-length|l)[ \\t]*:");

  private final SipCounters counters;

  StrictParser(SipCounters counters) {
    this.counters = counters;
  }

  @Override
  public @Nullable SIPMessage parseSIPMessage(
      byte[] bytes, boolean readBody, boolean strict, ParseExceptionListener listener) {
    try {
      if (HeaderLimits.acceptable(bytes)) {
        SIPMessage message = super.parseSIPMessage(bytes, false, strict, listener);
        if (readBody && message != null) {
          attachBody(message, bytes);
        }
        if (message instanceof SIPRequest request && complete(request)) {
          return repair(request, HeaderLimits.version(bytes));
        }
        if (message != null && !(message instanceof SIPRequest)) {
          return message;
        }
      }
    } catch (Throwable malformed) {
      // Every Throwable: an Error in the parser must not cost a thread. The counter below tells of
      // it.
    }
    return refuse(listener);
  }

  /**
   * RFC 3261 18.3: a datagram's body is what Content-Length says, or the rest; what follows is
   * thrown away.
   */
  private static void attachBody(SIPMessage message, byte[] bytes) {
    int start = Math.min(message.getSize(), bytes.length);
    int present = bytes.length - start;
    int named =
        message.getContentLength() == null ? 0 : message.getContentLength().getContentLength();
    // JAIN-SIP puts in a zero where the header is missing.
    int length = named > 0 || present == 0 || namesLength(bytes, start) ? named : present;
    if (length > present) {
      throw new IllegalArgumentException("body shorter than Content-Length");
    }
    if (length > 0) {
      message.setMessageContent(Arrays.copyOfRange(bytes, start, start + length));
    }
  }

  private static boolean namesLength(byte[] bytes, int headerBytes) {
    return CONTENT_LENGTH
        .matcher(new String(bytes, 0, headerBytes, StandardCharsets.ISO_8859_1))
        .find();
  }

  private static boolean complete(SIPRequest request) {
    return request.getFrom() != null
        && request.getTo() != null
        && request.getCSeq() != null
        && request.getCallId() != null
        && !String.valueOf(request.getCallId().getCallId()).isBlank()
        && request.getCallId().getCallId() != null
        && request.getTopmostVia() != null;
  }

  private static SIPRequest repair(SIPRequest request, String version) throws Exception {
    // JAIN-SIP reads the version and forgets it; RFC 3261 21.5.6 wants it looked at.
    request.getRequestLine().setSipVersion(version);
    Via via = request.getTopmostVia();
    // RFC 3261 18.2.2 would send the answer to maddr, which is anybody the sender likes.
    via.removeParameter(Via.MADDR);
    via.removeParameter(Via.TTL);
    OldBranch.renew(request);
    if (request.getMaxForwards() == null) {
      MaxForwards hops = new MaxForwards();
      hops.setMaxForwards(MAX_FORWARDS);
      request.setHeader(hops);
    }
    return request;
  }

  private @Nullable SIPMessage refuse(ParseExceptionListener listener) {
    counters.count(SipCounter.DROPPED_MALFORMED);
    if (listener instanceof ConnectionOrientedMessageChannel connection) {
      connection.close();
      Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
      throw new IllegalStateException("malformed message; the connection was closed");
    }
    return null;
  }
}
