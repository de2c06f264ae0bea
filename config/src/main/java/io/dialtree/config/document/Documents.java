package io.dialtree.config.document;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads bytes into a tree; what cannot be read becomes a finding and an empty answer. */
public final class Documents {
  /**
   * The largest menus anybody has shown are some hundred kilobytes; a flow a person wrote is a few.
   */
  public static final int BYTES_MAX = 1 << 20;

  /** A callflow nests two levels for every key pressed; nobody presses a hundred. */
  static final int DEPTH_MAX = 200;

  private Documents() {}

  /** A JSON document. */
  public static Optional<DocNode> json(String file, byte[] bytes, Findings findings) {
    return text(file, bytes, findings).flatMap(text -> JsonTree.read(file, text, findings));
  }

  /** A YAML document. An empty one is an empty mapping. */
  public static Optional<DocNode> yaml(String file, byte[] bytes, Findings findings) {
    return text(file, bytes, findings).flatMap(text -> YamlTree.read(file, text, findings));
  }

  /** The bytes as text without a byte order mark, empty when they are too many or not UTF-8. */
  public static Optional<String> text(String file, byte[] bytes, Findings findings) {
    SourcePosition at = SourcePosition.of(file);
    if (bytes.length > BYTES_MAX) {
      findings.error(
          "size", at, "", "the document is too long", "at most " + BYTES_MAX + " bytes", "");
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException _) {
      findings.error("encoding", at, "", "the text is not UTF-8");
      return Optional.empty();
    }
  }

  /**
   * False for text with half a character, which JSON can write as an escape and no encoding can
   * keep (RFC 8259 section 8.2).
   */
  public static boolean isWhole(String text) {
    // Pairs are one code point each, so that what is left of them stands alone.
    return text.codePoints()
        .noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
  }

  /** Text as JSON writes it, in quotes. */
  public static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
