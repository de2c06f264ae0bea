package io.dialtree.scenarios.harness;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one server that all of them share, or with {@link Impatient} one whose limits are
 * short. A server starts with the first test that asks and ends after the last.
 */
public final class SharedServer implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

  private record Running(ServerUnderTest server) implements AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ServerUnderTest.class;
  }

  @Override
  public ServerUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
    boolean impatient = parameter.isAnnotated(Impatient.class);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(impatient, SharedServer::start, Running.class)
        .server();
  }

  private static Running start(Boolean impatient) {
    Path config =
        impatient
            ? TestConfig.create("ring-seconds: 3", "rtp-timeout-seconds: 4", "max-call-seconds: 12")
            : TestConfig.create();
    return new Running(ServerUnderTest.start(config, "--drain", "2"));
  }
}
