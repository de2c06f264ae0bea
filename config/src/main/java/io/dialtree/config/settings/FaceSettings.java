package io.dialtree.config.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the faces of other systems behave, and where they may send something.
 *
 * @param callbacksAllow ranges that callbacks may reach although they are not public
 * @param smsWebhook where text messages of flows are sent; without one they are only kept
 * @param envelopeOnDelete a call flow's removal is answered with 200 and an envelope, not with 204
 */
public record FaceSettings(
    List<Cidr> callbacksAllow, Optional<URI> smsWebhook, boolean envelopeOnDelete) {
  /** Copies the list. */
  public FaceSettings {
    callbacksAllow = List.copyOf(callbacksAllow);
  }
}
