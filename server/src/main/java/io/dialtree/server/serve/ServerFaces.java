package io.dialtree.server.serve;

import io.dialtree.config.settings.Settings;
import io.dialtree.server.api.ApiDoor;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.access.AdminToken;
import io.dialtree.server.api.access.AuditFile;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.MemoryPrincipals;
import io.dialtree.server.api.nativeapi.NativeFace;
import io.dialtree.server.http.CallMetrics;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Every face of this server; a new one is a line here. */
final class ServerFaces {
  private ServerFaces() {}

  /** The native face comes last: it answers for what belongs to no other. */
  static List<Face> faces(Settings settings, CallMetrics metrics) {
    return List.of(new NativeFace(metrics::page, settings.http().metricsOpen()));
  }

  static ApiDoor door(Settings settings, Optional<String> adminToken, CallMetrics metrics)
      throws StartFailure {
    try {
      String token = AdminToken.obtain(settings.data(), adminToken);
      return new ApiDoor(
          faces(settings, metrics),
          new Authenticator(new MemoryPrincipals(), token, System::nanoTime),
          new AuditFile(settings.data()),
          Clock.systemUTC());
    } catch (IOException e) {
      throw new StartFailure(
          "data folder " + settings.data() + ": the admin token cannot be kept: " + e, e);
    }
  }
}
