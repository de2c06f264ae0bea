package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.DefaultRouter;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's routing by Route and Request-URI, except for requests that carry the hop they have to
 * take.
 */
public final class PathRouter implements Router {
  private final DefaultRouter byUri;

  /** Called by JAIN-SIP by reflection. */
  public PathRouter(SipStack stack, @Nullable String outboundProxy) {
    this.byUri = new DefaultRouter(stack, outboundProxy);
  }

  @Override
  public @Nullable Hop getOutboundProxy() {
    return null;
  }

  @Override
  public Hop getNextHop(Request request) throws SipException {
    return request instanceof SIPRequest sip && sip.getApplicationData() instanceof Hop fixed
        ? fixed
        : byUri.getNextHop(request);
  }

  @Override
  @Deprecated // By JAIN-SIP, which wants it implemented all the same.
  public ListIterator<Hop> getNextHops(Request request) {
    try {
      return List.of(getNextHop(request)).listIterator();
    } catch (SipException none) {
      return List.<Hop>of().listIterator();
    }
  }
}
