package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import io.dialtree.media.codec.G722;
import io.dialtree.media.codec.L16;
import org.jspecify.annotations.Nullable;

/**
 * What a packet carries, as the counters by codec tell it: a fixed set, so that metrics cannot
 * grow.
 */
public enum PayloadKind {
  PCMU("PCMU"),
  PCMA("PCMA"),
  G722("G722"),
  L16_WIDEBAND("L16/16000"),
  L16_NARROWBAND("L16/8000"),
  OPUS("opus"),
  TELEPHONE_EVENT("telephone-event"),
  COMFORT_NOISE("CN");

  private final String label;

  PayloadKind(String label) {
    this.label = label;
  }

  /** The encoding name of SDP; with the clock rate where one name stands for two codecs. */
  public String label() {
    return label;
  }

  /**
   * The kind of a packet.
   *
   * @param codec of its audio, null when it is none
   * @param event whether a packet without audio is a telephone-event; else it is comfort noise
   */
  static PayloadKind of(@Nullable AudioCodec codec, boolean event) {
    return switch (codec) {
      case G711 g711 -> g711 == G711.PCMU ? PCMU : PCMA;
      case G722 _ -> G722;
      case L16 l16 -> l16 == L16.WIDEBAND ? L16_WIDEBAND : L16_NARROWBAND;
      case null -> event ? TELEPHONE_EVENT : COMFORT_NOISE;
      default -> OPUS;
    };
  }
}
