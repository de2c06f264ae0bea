package io.dialtree.server.serve;

import io.dialtree.config.settings.FaceSettings;
import io.dialtree.server.http.VertxWebClient;
import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.task.Outbound;
import io.dialtree.server.task.OutboundLegs;
import io.dialtree.store.TaskTable;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;

/** The work this server does by itself, with what it sends by. */
public record OutboundWork(Outbound outbound, VertxWebClient client) implements AutoCloseable {
  /** Does nothing before its {@link Outbound#start}. No trunk can be set up yet. */
  static OutboundWork of(FaceSettings settings, TaskTable tasks, Path data) {
    VertxWebClient client = new VertxWebClient();
    AddressGuard guard =
        new AddressGuard(settings.callbacksAllow(), "callbacks-allow", InetAddress::getAllByName);
    return new OutboundWork(
        new Outbound(
            tasks,
            data,
            OutboundLegs.none(),
            client,
            guard,
            settings.smsWebhook(),
            Clock.systemUTC()),
        client);
  }

  /** Begins to work. */
  void start() {
    outbound.start();
  }

  @Override
  public void close() {
    outbound.close();
    client.close();
  }
}
