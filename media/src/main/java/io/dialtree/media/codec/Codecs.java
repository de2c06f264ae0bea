package io.dialtree.media.codec;

import java.util.List;
import java.util.Optional;

/** The codecs this build can speak, in order of preference. A new codec is one more entry here. */
public final class Codecs {
  private static final List<AudioCodec> ALL =
      List.of(G711.PCMU, G711.PCMA, G722.MODE_1, L16.WIDEBAND, L16.NARROWBAND);

  private Codecs() {}

  /** All codecs that are always there, the preferred first. */
  public static List<AudioCodec> all() {
    return ALL;
  }

  /**
   * The codecs of an SDP encoding name, one for each clock rate; case does not matter (RFC 8866
   * section 6.6). Empty when this build has none. Opus is loaded when it is asked for.
   */
  public static List<AudioCodec> named(String encodingName) {
    if (encodingName.equalsIgnoreCase("opus")) {
      return Opus.ifAvailable().stream().toList();
    }
    return ALL.stream().filter(c -> c.encodingName().equalsIgnoreCase(encodingName)).toList();
  }

  /** The preferred codec of an SDP encoding name. */
  public static Optional<AudioCodec> byName(String encodingName) {
    return named(encodingName).stream().findFirst();
  }

  /** The codec of an SDP encoding name and RTP clock rate in Hz. */
  public static Optional<AudioCodec> find(String encodingName, int clockRate) {
    return named(encodingName).stream().filter(c -> c.clockRate() == clockRate).findFirst();
  }

  /** The codec with this static payload type (RFC 3551 table 4). */
  public static Optional<AudioCodec> byStaticPayloadType(int payloadType) {
    return payloadType < 0
        ? Optional.empty()
        : ALL.stream().filter(c -> c.staticPayloadType() == payloadType).findFirst();
  }
}
