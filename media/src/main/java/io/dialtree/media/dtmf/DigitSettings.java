package io.dialtree.media.dtmf;

import io.dialtree.media.codec.AudioCodec;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What was negotiated for the digits of one stream.
 *
 * @param mode which sources are heard
 * @param eventClocks payload types of telephone-event and their clock in ticks a second
 * @param audioCodecs payload types of audio and their codec
 * @param redundancyPayloadType payload type of RFC 2198, if agreed
 */
public record DigitSettings(
    DigitMode mode,
    Map<Integer, Integer> eventClocks,
    Map<Integer, AudioCodec> audioCodecs,
    OptionalInt redundancyPayloadType) {

  public DigitSettings {
    eventClocks = Map.copyOf(eventClocks);
    audioCodecs = Map.copyOf(audioCodecs);
  }
}
