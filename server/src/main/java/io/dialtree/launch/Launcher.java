package io.dialtree.launch;

import java.lang.reflect.InvocationTargetException;

/** Checks the JVM's version, then hands over to the command line. */
public final class Launcher {
  private static final int JAVA_NEEDED = 25;
  private static final int EXIT_FAILURE = 1;

  private Launcher() {}

  /** Runs the command line, or says in one sentence which Java is needed and exits with 1. */
  public static void main(String[] args) throws Throwable {
    int found = Runtime.version().feature();
    if (found < JAVA_NEEDED) {
      System.err.println(
          "dialtree: Java "
              + JAVA_NEEDED
              + " or newer is needed, this is Java "
              + System.getProperty("java.version")
              + "; install a JDK 25 (for example Eclipse Temurin 25) and start with bin/dialtree, which finds it.");
      System.exit(EXIT_FAILURE);
    }
    if (System.getProperty("dialtree.launcher") == null
        && args.length > 0
        && args[0].equals("serve")) {
      System.err.println(
          "dialtree: running with the JVM's default flags; bin/dialtree starts it with the tuned ones.");
    }
    try {
      Class.forName("io.dialtree.server.cli.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
