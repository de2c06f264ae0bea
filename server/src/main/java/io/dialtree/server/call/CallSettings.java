package io.dialtree.server.call;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.dtmf.DigitMode;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What every call of this server has in common.
 *
 * @param codecs offered and accepted, the preferred first
 * @param digitMode which means of sending keys are heard in a call from an address
 * @param ptimeMs packet time when the caller has no wish
 * @param ringMs how long a call rings before it is answered
 * @param maxCallMs longest call from its answer on
 * @param maxCalls calls at the same time
 * @param srtpWithoutTls keys of SRTP are taken although the signalling is not encrypted
 * @param ownPorts ports of this server that no media may be sent to
 */
public record CallSettings(
    List<AudioCodec> codecs,
    Function<InetAddress, DigitMode> digitMode,
    int ptimeMs,
    long ringMs,
    long maxCallMs,
    int maxCalls,
    boolean srtpWithoutTls,
    Set<Integer> ownPorts) {
  /** Copies the collections. */
  public CallSettings {
    codecs = List.copyOf(codecs);
    ownPorts = Set.copyOf(ownPorts);
  }
}
