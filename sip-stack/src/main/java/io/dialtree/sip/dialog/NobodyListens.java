package io.dialtree.sip.dialog;

import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.Reinvite;

/** Stands in until the application listens; refuses what only it could decide. */
final class NobodyListens implements CallListener {
  @Override
  public void onReinvite(Reinvite change) {
    change.refuse(488);
  }

  @Override
  public void onEnded(CallEnd end) {}
}
