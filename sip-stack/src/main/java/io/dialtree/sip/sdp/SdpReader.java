package io.dialtree.sip.sdp;

import io.dialtree.sip.sdp.SessionDescription.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one session description, line by line, in linear time and bounded space. */
final class SdpReader {
  /** A phone with many codecs and ICE candidates sends about a hundred lines. */
  static final int LINES_MAX = 256;

  /** Audio, video, slides, fax and their encrypted twins make eight. */
  static final int MEDIA_MAX = 16;

  /** There are 128 payload types. */
  private static final int FORMATS_MAX = 128;

  private SdpOrigin origin = SdpOrigin.NONE;
  private Optional<SdpConnection> sessionConnection = Optional.empty();
  private final List<SdpAttribute> sessionAttributes = new ArrayList<>();
  private final List<SdpMedia> media = new ArrayList<>();
  private @Nullable SdpMedia open;
  private Optional<SdpConnection> openConnection = Optional.empty();
  private final List<SdpAttribute> openAttributes = new ArrayList<>();
  private Optional<String> problem = Optional.empty();

  private SdpReader() {}

  static Parsed read(String text) {
    String[] lines = text.split("\r\n|\n|\r", LINES_MAX + 1);
    if (lines.length > LINES_MAX) {
      return new Parsed.Unreadable("more than " + LINES_MAX + " lines");
    }
    if (!lines[0].strip().equals("v=0")) {
      return new Parsed.Unreadable("line 1 is not v=0");
    }
    SdpReader reader = new SdpReader();
    for (int i = 1; i < lines.length && reader.problem.isEmpty(); i++) {
      reader.line(lines[i].strip(), i + 1);
    }
    return reader.finish();
  }

  private Parsed finish() {
    closeMedia();
    return problem.isPresent()
        ? new Parsed.Unreadable(problem.get())
        : new Parsed.Read(
            new SessionDescription(origin, sessionConnection, sessionAttributes, media));
  }

  private void line(String line, int number) {
    if (line.length() < 2 || line.charAt(1) != '=') {
      if (!line.isEmpty()) {
        problem = Optional.of("line " + number + " is not of the form x=value");
      }
      return;
    }
    String value = line.substring(2).strip();
    switch (line.charAt(0)) {
      case 'o' -> origin(value, number);
      case 'c' -> connection(value, number);
      case 'a' -> attribute(value);
      case 'm' -> media(value, number);
      default -> {
        // b=, i=, k=, r=, t=, z= and whatever comes next say nothing to us.
      }
    }
  }

  private void origin(String value, int number) {
    String[] words = value.split(" +", -1);
    if (words.length != 6) {
      problem = Optional.of("line " + number + ": o= needs six words");
      return;
    }
    origin =
        new SdpOrigin(
            words[0],
            words[1],
            words[2],
            new SdpConnection(words[4].toUpperCase(Locale.ROOT), words[5]));
  }

  private void connection(String value, int number) {
    String[] words = value.split(" +", -1);
    if (words.length != 3) {
      problem = Optional.of("line " + number + ": c= needs three words");
      return;
    }
    SdpConnection read =
        new SdpConnection(words[1].toUpperCase(Locale.ROOT), words[2].split("/", 2)[0]);
    if (open == null) {
      sessionConnection = Optional.of(read);
    } else if (openConnection.isEmpty()) {
      openConnection = Optional.of(read);
    }
  }

  private void attribute(String value) {
    int colon = value.indexOf(':');
    String name = (colon < 0 ? value : value.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    SdpAttribute read = new SdpAttribute(name, colon < 0 ? "" : value.substring(colon + 1).strip());
    (open == null ? sessionAttributes : openAttributes).add(read);
  }

  private void media(String value, int number) {
    closeMedia();
    String[] words = value.split(" +", FORMATS_MAX + 4);
    if (words.length < 4
        || !words[1].matches("[0-9]{1,5}(/[0-9]{1,5})?")
        || media.size() == MEDIA_MAX) {
      problem = Optional.of("line " + number + ": m= cannot be read or is one too many");
      return;
    }
    int port = Integer.parseInt(words[1].split("/", 2)[0]);
    if (port > 65535) {
      problem = Optional.of("line " + number + ": port " + port + " does not exist");
      return;
    }
    List<String> formats = List.of(words).subList(3, Math.min(words.length, FORMATS_MAX + 3));
    open = new SdpMedia(words[0], port, words[2], formats, Optional.empty(), List.of());
  }

  private void closeMedia() {
    if (open != null) {
      media.add(
          new SdpMedia(
              open.media(),
              open.port(),
              open.proto(),
              open.formats(),
              openConnection,
              openAttributes));
    }
    open = null;
    openConnection = Optional.empty();
    openAttributes.clear();
  }
}
