package io.dialtree.server.load;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What to call and how.
 *
 * @param uri SIP URI that every call dials; unused without signalling
 * @param target where it is: the SIP port, or the RTP port of the first call
 * @param signalling false sends RTP at once, call number i to the port {@code target + 2 i}
 * @param calls how many at the same time
 * @param ratePerSecond how many are started a second
 * @param seconds length of the window in which all calls are up and everything is counted
 * @param keys what every caller presses once, in the window; may be empty
 * @param mode how
 * @param audio what callers say
 * @param expectToneHz tone of the prompt that answers the keys; empty: a call that goes on was
 *     answered rightly
 * @param promptToneHz tone of the prompt that the keys cut short; empty: nobody measures how soon
 * @param firstPort local RTP ports, even numbers from here on
 * @param watchPid process whose cost is measured in the same window
 */
public record LoadPlan(
    String uri,
    InetSocketAddress target,
    boolean signalling,
    int calls,
    int ratePerSecond,
    int seconds,
    String keys,
    KeyMode mode,
    Audio audio,
    OptionalInt expectToneHz,
    OptionalInt promptToneHz,
    int firstPort,
    OptionalLong watchPid) {

  /** How a key is sent. */
  public enum KeyMode {
    /** As RFC 4733 telephone-events. */
    RFC4733,
    /** As tones in the audio. */
    INBAND
  }

  /** What a caller says. */
  public enum Audio {
    /** Speech in more than half of the frames. */
    SPEECH,
    /** Nothing: frames of silence. */
    SILENCE
  }
}
