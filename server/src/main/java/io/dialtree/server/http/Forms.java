package io.dialtree.server.http;

import io.dialtree.server.api.Part;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the bodies of HTML forms apart (RFC 7578, and URL-encoded ones). */
final class Forms {
  private static final int FIELDS_MAX = 100;
  private static final int BUFFERED_MAX_BYTES = 64 << 10;

  private Forms() {}

  /** The parts; none when the body is no form or a broken one. */
  static List<Part> parts(@Nullable String contentType, byte[] body) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    boolean isForm =
        type.startsWith("multipart/form-data")
            || type.startsWith("application/x-www-form-urlencoded");
    return isForm && contentType != null ? decoded(contentType, body) : List.of();
  }

  private static List<Part> decoded(String contentType, byte[] body) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set("Content-Type", contentType);
    DefaultHttpDataFactory inMemory = new DefaultHttpDataFactory(false);
    HttpPostRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostRequestDecoder(
              inMemory,
              request,
              java.nio.charset.StandardCharsets.UTF_8,
              FIELDS_MAX,
              BUFFERED_MAX_BYTES);
      List<Part> parts = new ArrayList<>();
      for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
        part(data).ifPresent(parts::add);
      }
      return parts;
    } catch (RuntimeException | IOException _) {
      return List.of(); // the decoder's own failures, and those of bodies it never met
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  private static Optional<Part> part(InterfaceHttpData data) throws IOException {
    return switch (data) {
      case FileUpload file ->
          Optional.of(
              new Part(
                  file.getName(),
                  orEmpty(file.getFilename()),
                  orEmpty(file.getContentType()),
                  file.get()));
      case Attribute field -> Optional.of(new Part(field.getName(), "", "", field.get()));
      default -> Optional.empty();
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
