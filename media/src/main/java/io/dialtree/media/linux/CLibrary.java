package io.dialtree.media.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/** Functions of the C library, where the system is Linux and lets us call them. Thread-safe. */
public final class CLibrary {
  private CLibrary() {}

  /** True on Linux, whose numbers of errors, flags and system calls the callers know. */
  public static boolean isLinux() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
  }

  /**
   * A function, for a constant of the caller: a handle that is no constant costs an object with
   * every call. Empty on other systems, and where the command line or the jar does not allow native
   * access.
   */
  @SuppressWarnings("restricted") // the jar's manifest enables it
  public static Optional<MethodHandle> function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    if (!isLinux()) {
      return Optional.empty();
    }
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find(name)
          .map(address -> linker.downcallHandle(address, type, options));
    } catch (RuntimeException | LinkageError notAllowed) {
      return Optional.empty();
    }
  }
}
