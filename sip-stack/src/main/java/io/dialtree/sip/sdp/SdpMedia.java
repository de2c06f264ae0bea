package io.dialtree.sip.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One {@code m=} line with what belongs to it.
 *
 * @param media the kind, such as {@code audio}, as written
 * @param port 0 refuses or ends the stream
 * @param proto the transport, such as {@code RTP/AVP}, as written
 * @param formats payload types or other formats, in order of preference
 * @param connection its own address, which wins over the session's (RFC 8866 5.7)
 * @param attributes its {@code a=} lines in order
 */
public record SdpMedia(
    String media,
    int port,
    String proto,
    List<String> formats,
    Optional<SdpConnection> connection,
    List<SdpAttribute> attributes) {

  public SdpMedia {
    formats = List.copyOf(formats);
    attributes = List.copyOf(attributes);
  }

  /** The first attribute of that name. */
  public Optional<String> attribute(String name) {
    return attributes.stream()
        .filter(a -> a.name().equals(name))
        .map(SdpAttribute::value)
        .findFirst();
  }

  /** This line refused: port 0, everything else that identifies it kept (RFC 3264 6). */
  SdpMedia refused() {
    return new SdpMedia(media, 0, proto, formats, Optional.empty(), List.of());
  }

  void write(StringBuilder text) {
    text.append("m=").append(media).append(' ').append(port).append(' ').append(proto);
    formats.forEach(format -> text.append(' ').append(format));
    text.append("\r\n");
    connection.ifPresent(c -> text.append("c=").append(c).append("\r\n"));
    attributes.forEach(a -> text.append(a.line()).append("\r\n"));
  }
}
