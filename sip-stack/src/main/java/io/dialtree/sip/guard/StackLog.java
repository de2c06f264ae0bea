package io.dialtree.sip.guard;

import gov.nist.core.StackLogger;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JAIN-SIP's log, on SLF4J. Only its errors are of interest, and those a stranger can provoke, so
 * at most ten a second come through and all at debug level: what matters is logged by our own
 * classes in words an operator can use. Any thread.
 */
public final class StackLog implements StackLogger {
  private static final int LINES_PER_SECOND = 10;
  private static final Logger log = LoggerFactory.getLogger("io.dialtree.sip.jain");

  private final AtomicLong second = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();

  /** Called by JAIN-SIP by reflection. */
  public StackLog() {}

  private void write(String text) {
    long now = System.nanoTime() / 1_000_000_000L;
    if (second.getAndSet(now) != now) {
      lines.set(0);
    }
    if (lines.incrementAndGet() <= LINES_PER_SECOND) {
      log.debug("{}", LogText.escape(text));
    }
  }

  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return level <= TRACE_ERROR && log.isDebugEnabled();
  }

  @Override
  public void logError(String message) {
    write(message);
  }

  @Override
  public void logError(String message, Exception cause) {
    write(message + ": " + cause);
  }

  @Override
  public void logException(Throwable cause) {
    write(String.valueOf(cause));
  }

  @Override
  public void logFatalError(String message) {
    write(message);
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logDebug(String message) {}

  @Override
  public void logDebug(String message, Exception cause) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logWarning(String message) {}

  @Override
  public void logInfo(String message) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String stamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return log.getName();
  }
}
