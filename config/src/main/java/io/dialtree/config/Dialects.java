package io.dialtree.config;

import io.dialtree.config.dialect.callflow.CallFlowDialect;
import io.dialtree.config.dialect.kazoo.KazooDialect;
import io.dialtree.config.dialect.nativeyaml.NativeDialect;
import io.dialtree.config.dialect.numbers.NumbersDialect;
import io.dialtree.config.dialect.zendesk.ZendeskDialect;
import io.dialtree.config.library.Dialect;
import io.dialtree.config.library.LibraryCompiler;
import java.util.List;

/** The dialects this server speaks; a new one gets a line here. */
public final class Dialects {
  private static final List<Dialect> ALL =
      List.of(
          new NativeDialect(),
          new KazooDialect(),
          new ZendeskDialect(),
          new CallFlowDialect(),
          new NumbersDialect());

  private Dialects() {}

  /** All of them. */
  public static List<Dialect> all() {
    return ALL;
  }

  /** A compiler that knows all of them. */
  public static LibraryCompiler compiler() {
    return new LibraryCompiler(ALL);
  }
}
