package io.dialtree.server.serve;

import io.dialtree.config.settings.Settings;
import io.dialtree.server.api.ApiDoor;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.access.AdminToken;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.Principals;
import io.dialtree.server.api.access.StoredAudit;
import io.dialtree.server.api.access.StoredLinks;
import io.dialtree.server.api.access.StoredPrincipals;
import io.dialtree.server.api.access.StoredSessions;
import io.dialtree.server.api.callflow.CallFlowFace;
import io.dialtree.server.api.dtmf.DtmfFace;
import io.dialtree.server.api.kazoo.KazooFace;
import io.dialtree.server.api.nativeapi.NativeFace;
import io.dialtree.server.api.nativeapi.NativePorts;
import io.dialtree.server.api.zendesk.ZendeskFace;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.server.task.Outbound;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Every face of this server; a new one is a line here. */
final class ServerFaces {
  private static final String VERSION =
      Optional.ofNullable(ServerFaces.class.getPackage().getImplementationVersion())
          .orElse("development");

  private final Settings settings;
  private final Startup startup;
  private final CallParts calls;

  ServerFaces(Settings settings, Startup startup, CallParts calls) {
    this.settings = settings;
    this.startup = startup;
    this.calls = calls;
  }

  /** The native face comes last: it answers for what belongs to no other. */
  private List<Face> faces(
      Remembered remembered, Principals principals, Authenticator authenticator) {
    FlowLibrary library = remembered.library();
    Clock clock = Clock.systemUTC();
    PromptUploads uploads = remembered.uploads(calls.prompts());
    AudioUpload audio = new AudioUpload(uploads);
    Outbound outbound = remembered.outbound().outbound();
    return List.of(
        new KazooFace(library, uploads, authenticator, clock, VERSION),
        new ZendeskFace(library, audio, outbound.sms()),
        new CallFlowFace(
            library,
            audio,
            new StoredLinks(remembered.store().sessions(), clock),
            settings.faces().envelopeOnDelete(),
            clock),
        new DtmfFace(outbound, audio),
        new NativeFace(
            new NativePorts(
                library,
                uploads,
                calls.desk(),
                calls.feed(),
                remembered.store().records(),
                remembered.store().audit(),
                principals,
                authenticator,
                calls.metrics()::page,
                settings.http().metricsOpen(),
                startup.stop())));
  }

  ApiDoor door(Remembered remembered) throws StartFailure {
    try {
      Principals principals = new StoredPrincipals(remembered.store().principals());
      String token = AdminToken.obtain(settings.data(), startup.adminToken());
      Authenticator authenticator =
          new Authenticator(
              principals,
              new StoredSessions(remembered.store().sessions(), Clock.systemUTC()),
              token,
              System::nanoTime);
      return new ApiDoor(
          faces(remembered, principals, authenticator),
          authenticator,
          new StoredAudit(remembered.store().audit()),
          Clock.systemUTC());
    } catch (IOException e) {
      throw new StartFailure(
          "data folder " + settings.data() + ": the admin token cannot be kept: " + e, e);
    }
  }
}
