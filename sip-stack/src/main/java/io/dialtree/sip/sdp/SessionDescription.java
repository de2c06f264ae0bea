package io.dialtree.sip.sdp;

import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866), reduced to the lines that mean something to an audio endpoint.
 *
 * @param origin who and which version
 * @param connection the session's address, where a media line has none
 * @param attributes session-level {@code a=} lines
 * @param media the {@code m=} lines in order
 */
public record SessionDescription(
    SdpOrigin origin,
    Optional<SdpConnection> connection,
    List<SdpAttribute> attributes,
    List<SdpMedia> media) {

  public SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  /** What reading a text gives. */
  public sealed interface Parsed {
    /** It could be read. */
    record Read(SessionDescription description) implements Parsed {}

    /** It could not; the reason names the line. */
    record Unreadable(String reason) implements Parsed {}
  }

  /**
   * Reads a text leniently: bare line feeds, blanks at line ends, a missing last line end and
   * unknown lines are fine.
   */
  public static Parsed parse(String text) {
    return SdpReader.read(text);
  }

  /** The direction of a media line: its own, else the session's, else both ways (RFC 8866 6.7). */
  public Direction direction(SdpMedia line) {
    return direction(line.attributes()).or(() -> direction(attributes)).orElse(Direction.SENDRECV);
  }

  /** The address of a media line: its own, else the session's. */
  public Optional<SdpConnection> connection(SdpMedia line) {
    return line.connection().or(() -> connection);
  }

  private static Optional<Direction> direction(List<SdpAttribute> attributes) {
    return attributes.stream()
        .map(a -> Direction.of(a.name()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The text for the wire. */
  public String write() {
    StringBuilder text = new StringBuilder(256);
    text.append("v=0\r\no=").append(origin).append("\r\ns=-\r\n");
    connection.ifPresent(c -> text.append("c=").append(c).append("\r\n"));
    text.append("t=0 0\r\n");
    attributes.forEach(a -> text.append(a.line()).append("\r\n"));
    media.forEach(m -> m.write(text));
    return text.toString();
  }
}
