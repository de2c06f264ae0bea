package io.dialtree.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The payload types of one audio line, with their names: from {@code a=rtpmap}, else from the
 * static table of RFC 3551 6.
 */
final class AudioFormats {
  /** One payload type. */
  record Format(int payloadType, String name, int clockRate) {
    boolean isEvent() {
      return name.equalsIgnoreCase("telephone-event");
    }

    boolean is(CodecOffer codec) {
      return clockRate == codec.clockRate() && name.equalsIgnoreCase(codec.encodingName());
    }
  }

  private static final Map<Integer, String> STATIC =
      Map.of(
          0,
          "PCMU/8000",
          3,
          "GSM/8000",
          4,
          "G723/8000",
          8,
          "PCMA/8000",
          9,
          "G722/8000",
          13,
          "CN/8000",
          18,
          "G729/8000");

  private final List<Format> formats = new ArrayList<>();

  private AudioFormats() {}

  static AudioFormats of(SdpMedia line) {
    AudioFormats all = new AudioFormats();
    for (String text : line.formats()) {
      if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= 127) {
        int type = Integer.parseInt(text);
        mapping(line, type).flatMap(map -> format(type, map)).ifPresent(all.formats::add);
      }
    }
    return all;
  }

  private static Optional<String> mapping(SdpMedia line, int type) {
    String wanted = Integer.toString(type);
    return line.attributes().stream()
        .filter(a -> a.name().equals("rtpmap"))
        .map(a -> a.value().split("[ \\t]+", 2))
        .filter(words -> words.length == 2 && words[0].equals(wanted))
        .map(words -> words[1].strip())
        .findFirst()
        .or(() -> Optional.ofNullable(STATIC.get(type)));
  }

  /**
   * Reads {@code name/clock} with an optional channel count, of which only one is spoken here; Opus
   * always says two, whatever it carries (RFC 7587 section 7).
   */
  private static Optional<Format> format(int type, String map) {
    String[] parts = map.split("/", -1);
    if (parts.length < 2
        || !parts[1].matches("[0-9]{1,6}")
        || (parts.length > 2 && !parts[2].equals(CodecOffer.isOpus(parts[0]) ? "2" : "1"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Format(type, parts[0].toUpperCase(Locale.ROOT), Integer.parseInt(parts[1])));
  }

  /** A format of the peer and the codec of ours it is. */
  record Match(Format format, CodecOffer codec) {}

  /** The first format, in the order of the line, that is one of these codecs. */
  Optional<Match> firstOf(List<CodecOffer> codecs) {
    for (Format format : formats) {
      for (CodecOffer codec : codecs) {
        if (format.is(codec)) {
          return Optional.of(new Match(format, codec));
        }
      }
    }
    return Optional.empty();
  }

  /** The format for key presses that runs on this clock (RFC 4733 2.1). */
  Optional<Format> event(int clockRate) {
    return formats.stream().filter(f -> f.isEvent() && f.clockRate() == clockRate).findFirst();
  }

  /**
   * The format for key presses on whatever clock: phones that offer wideband codecs often name only
   * the one on 8 kHz, and without it their keys would not be heard.
   */
  Optional<Format> anyEvent() {
    return formats.stream().filter(Format::isEvent).findFirst();
  }
}
