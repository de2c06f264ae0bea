package io.dialtree.config;

import io.dialtree.config.dialect.callflow.CallFlowDialect;
import io.dialtree.config.dialect.kazoo.KazooDialect;
import io.dialtree.config.dialect.nativeyaml.NativeDialect;
import io.dialtree.config.dialect.numbers.NumbersDialect;
import io.dialtree.config.dialect.zendesk.ZendeskDialect;
import io.dialtree.config.library.LibraryCompiler;
import io.dialtree.config.settings.DialectSettings;
import java.util.List;

/** The dialects this server speaks; a new one gets a line here. */
public final class Dialects {
  private Dialects() {}

  /** A compiler that knows all of them. */
  public static LibraryCompiler compiler(DialectSettings settings) {
    return new LibraryCompiler(
        List.of(
            new NativeDialect(),
            new KazooDialect(settings),
            new ZendeskDialect(settings),
            new CallFlowDialect(),
            new NumbersDialect()));
  }
}
