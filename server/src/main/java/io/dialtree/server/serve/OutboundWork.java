package io.dialtree.server.serve;

import io.dialtree.config.settings.FaceSettings;
import io.dialtree.server.http.VertxWebPoster;
import io.dialtree.server.task.CallbackGuard;
import io.dialtree.server.task.Outbound;
import io.dialtree.server.task.OutboundLegs;
import io.dialtree.store.TaskTable;
import java.net.InetAddress;
import java.time.Clock;

/** The work this server does by itself, with what it sends by. */
public record OutboundWork(Outbound outbound, VertxWebPoster poster) implements AutoCloseable {
  /** Does nothing before its {@link Outbound#start}. No trunk can be set up yet. */
  static OutboundWork of(FaceSettings settings, TaskTable tasks) {
    VertxWebPoster poster = new VertxWebPoster();
    CallbackGuard guard = new CallbackGuard(settings.callbacksAllow(), InetAddress::getAllByName);
    return new OutboundWork(
        new Outbound(
            tasks, OutboundLegs.none(), poster, guard, settings.smsWebhook(), Clock.systemUTC()),
        poster);
  }

  /** Begins to work. */
  void start() {
    outbound.start();
  }

  @Override
  public void close() {
    outbound.close();
    poster.close();
  }
}
