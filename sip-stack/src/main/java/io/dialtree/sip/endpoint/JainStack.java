package io.dialtree.sip.endpoint;

import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import io.dialtree.sip.dialog.PathRouter;
import io.dialtree.sip.guard.GuardFactory;
import io.dialtree.sip.guard.GuardNetworkLayer;
import io.dialtree.sip.guard.MessageLog;
import io.dialtree.sip.guard.SourceGuard;
import io.dialtree.sip.guard.StackLog;
import io.dialtree.sip.guard.StrictParserFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JAIN-SIP, set up the way this module needs it. */
final class JainStack {
  private static final Logger log = LoggerFactory.getLogger(JainStack.class);

  /** The stack keeps its instances by name. */
  private static final AtomicLong NAMES = new AtomicLong();

  /** Tries to find a port that is free for both transports. */
  private static final int FREE_PORT_TRIES = 20;

  private final SipStackImpl stack;
  private final SipProvider provider;
  private final InetSocketAddress local;

  private JainStack(SipStackImpl stack, SipProvider provider, InetSocketAddress local) {
    this.stack = stack;
    this.provider = provider;
    this.local = local;
  }

  static JainStack open(SipEndpointSettings settings, SourceGuard guard) throws SipStartFailure {
    SipStackImpl stack = stack(guard);
    InetSocketAddress local = withPort(settings.bind());
    try {
      return new JainStack(stack, bind(stack, settings, local), local);
    } catch (SipStartFailure failed) {
      stop(stack);
      throw failed;
    }
  }

  private static SipStackImpl stack(SourceGuard guard) {
    try {
      SipStackImpl stack = new SipStackImpl(properties());
      stack.setMessageProcessorFactory(new GuardFactory(guard));
      stack.setMessageParserFactory(new StrictParserFactory(guard.counters()));
      if (stack.getNetworkLayer() instanceof GuardNetworkLayer network) {
        network.use(guard);
      }
      return stack;
    } catch (PeerUnavailableException broken) {
      throw new IllegalStateException("JAIN-SIP does not accept its settings", broken);
    }
  }

  private static Properties properties() {
    Properties p = new Properties();
    p.setProperty("javax.sip.STACK_NAME", "dialtree-" + NAMES.incrementAndGet());
    p.setProperty("javax.sip.ROUTER_PATH", PathRouter.class.getName());
    // Dialogs are our own: one table with secret tags says what belongs to a call.
    p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    // Without both of these the stack looks for log4j and dies.
    p.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
    p.setProperty("gov.nist.javax.sip.SERVER_LOGGER", MessageLog.class.getName());
    p.setProperty("gov.nist.javax.sip.NETWORK_LAYER", GuardNetworkLayer.class.getName());
    // Events run on the thread that read the message; unset, one slow callback would stall every
    // call.
    p.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    // Unset means a new thread for each piece of work.
    p.setProperty(
        "gov.nist.javax.sip.THREAD_POOL_SIZE",
        Integer.toString(Runtime.getRuntime().availableProcessors()));
    p.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "65535");
    // A header that trickles in byte by byte holds a connection for ten seconds at most.
    p.setProperty("gov.nist.javax.sip.READ_TIMEOUT", "10000");
    p.setProperty("gov.nist.javax.sip.CONNECTION_TIMEOUT", "3000");
    p.setProperty("gov.nist.javax.sip.RELEASE_REFERENCES_STRATEGY", "Normal");
    p.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
    p.setProperty("gov.nist.javax.sip.REJECT_STRAY_RESPONSES", "true");
    return p;
  }

  private static SipProvider bind(
      SipStackImpl stack, SipEndpointSettings settings, InetSocketAddress local)
      throws SipStartFailure {
    SipProvider provider = null;
    if (settings.tcp()) {
      probeTcp(local);
    }
    for (SipTransport transport : transports(settings)) {
      try {
        ListeningPoint point =
            stack.createListeningPoint(
                local.getAddress().getHostAddress(), local.getPort(), transport.token());
        if (provider == null) {
          provider = stack.createSipProvider(point);
        } else {
          provider.addListeningPoint(point);
        }
      } catch (InvalidArgumentException | SipException cannotOpen) {
        throw failure(transport, local, cannotOpen);
      }
    }
    return java.util.Objects.requireNonNull(provider);
  }

  /**
   * JAIN-SIP cannot take back a TCP port it failed to open, so it is asked to open free ones only.
   */
  private static void probeTcp(InetSocketAddress local) throws SipStartFailure {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(local);
    } catch (IOException cannotBind) {
      throw failure(SipTransport.TCP, local, new IOException(cannotBind));
    }
  }

  private static List<SipTransport> transports(SipEndpointSettings settings) {
    return settings.udp() && settings.tcp()
        ? List.of(SipTransport.UDP, SipTransport.TCP)
        : List.of(settings.udp() ? SipTransport.UDP : SipTransport.TCP);
  }

  private static SipStartFailure failure(
      SipTransport transport, InetSocketAddress local, Exception cause) {
    @Nullable Throwable root = cause.getCause();
    boolean occupied =
        root instanceof BindException && String.valueOf(root.getMessage()).contains("in use");
    String where = local.getAddress().getHostAddress() + ":" + local.getPort();
    String why =
        occupied
            ? "another program uses this port"
            : String.valueOf(root == null ? cause.getMessage() : root.getMessage());
    String message = "cannot listen for SIP on " + where + " (" + transport.token() + "): " + why;
    return new SipStartFailure(transport, local, occupied, message, cause);
  }

  /** JAIN-SIP knows no port 0, so a free one is found before. */
  private static InetSocketAddress withPort(InetSocketAddress wanted) {
    for (int i = 0; wanted.getPort() == 0 && i < FREE_PORT_TRIES; i++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, wanted.getAddress());
          DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), wanted.getAddress())) {
        return new InetSocketAddress(wanted.getAddress(), udp.getLocalPort());
      } catch (IOException taken) {
        // The other transport's port is taken; the kernel offers another.
      }
    }
    return wanted;
  }

  SipProvider provider() {
    return provider;
  }

  InetSocketAddress local() {
    return local;
  }

  void listen(SipListener listener) {
    try {
      provider.addSipListener(listener);
    } catch (TooManyListenersException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void close() {
    stop(stack);
  }

  private static void stop(SipStackImpl stack) {
    EventScanner scanner = stack.getEventScanner();
    try {
      stack.stop();
      // The stack forgets to wake this thread, which is no daemon and would keep the process alive.
      scanner.addEvent(new EventWrapper(new IOExceptionEvent(stack, "closed", 0, "udp"), null));
    } catch (RuntimeException halfStarted) {
      log.debug("stopping JAIN-SIP: {}", halfStarted.toString());
    }
  }
}
