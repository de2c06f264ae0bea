package io.dialtree.config.settings;

import java.util.List;

/**
 * How calls reach the server.
 *
 * @param listen address and port for UDP and TCP
 * @param trust sources that get an answer; all others get silence
 * @param onNet sources whose callers belong to this installation
 * @param advertise address told to callers, or {@code auto}
 * @param ringSeconds how long a call rings before it is answered, 0 to 60
 * @param srtpWithoutTls whether keys of SRTP are taken over UDP and TCP, where others can read them
 */
public record SipSettings(
    HostPort listen,
    List<Cidr> trust,
    List<Cidr> onNet,
    String advertise,
    int ringSeconds,
    boolean srtpWithoutTls) {
  /** The word that lets the server find the address itself. */
  public static final String AUTO = "auto";

  /** Copies the lists. */
  public SipSettings {
    trust = List.copyOf(trust);
    onNet = List.copyOf(onNet);
  }
}
