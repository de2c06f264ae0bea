package io.dialtree.config.dialect.callflow;

import io.dialtree.config.dialect.callflow.CallFlow.FlowStep;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.References;
import java.util.List;

/**
 * Points out what a call flow names and nobody has: a call takes the exit for an unanswered one, or
 * hears nothing. Confined to one thread.
 */
final class CallFlowTargets {
  private final References references;
  private final Findings findings;

  private CallFlowTargets(References references, Findings findings) {
    this.references = references;
    this.findings = findings;
  }

  static void check(CallFlow flow, References references, Findings findings) {
    CallFlowTargets targets = new CallFlowTargets(references, findings);
    flow.modules().forEach((key, step) -> targets.check("flow." + key, step));
  }

  private void check(String path, FlowStep step) {
    switch (step.module()) {
      case FlowModule.Extension extension -> {
        for (int i = 0; i < extension.targets().size(); i++) {
          rung(extension.targets().get(i), path + ".extensions." + i, step);
        }
        extension.ringtone().ifPresent(it -> music(it, path + ".ringtone", step));
      }
      case FlowModule.DialByExtension dial ->
          dial.ringtone().ifPresent(it -> music(it, path + ".ringtone", step));
      case FlowModule.MusicOnHold hold ->
          one(DocumentKind.CALLFLOW_PLAYLIST, "playlist", hold.playlist(), path + ".class", step);
      case FlowModule.Voicemail(List<String> mailboxes) ->
          mailboxes.forEach(
              it -> one(DocumentKind.CALLFLOW_MAILBOX, "mailbox", it, path + ".mailboxes", step));
      case FlowModule.Conference conference ->
          conference
              .music()
              .ifPresent(
                  it -> one(DocumentKind.CALLFLOW_PLAYLIST, "playlist", it, path + ".music", step));
      case FlowModule.Trunk(String uuid) ->
          one(DocumentKind.CALLFLOW_TRUNK, "trunk", uuid, path + ".uuid", step);
      default -> {}
    }
  }

  private void rung(RingTarget target, String path, FlowStep step) {
    switch (target) {
      case RingTarget.SipUser(String uuid) ->
          one(DocumentKind.CALLFLOW_USER, "user", uuid, path + ".uuid", step);
      case RingTarget.HuntGroup(String uuid) ->
          one(DocumentKind.CALLFLOW_GROUP, "group", uuid, path + ".uuid", step);
      case RingTarget.Forward _ -> {}
    }
  }

  /** A sound or a playlist; what is no uuid names a prompt. */
  private void music(String name, String path, FlowStep step) {
    if (name.matches(CallFlowCompiler.UUID) && !references.has(DocumentKind.CALLFLOW_SOUND, name)) {
      one(DocumentKind.CALLFLOW_PLAYLIST, "sound or playlist", name, path, step);
    }
  }

  private void one(DocumentKind kind, String what, String uuid, String path, FlowStep step) {
    if (!references.has(kind, uuid)) {
      findings.warning("target", step.at(), path, "there is no " + what + " " + uuid);
    }
  }
}
