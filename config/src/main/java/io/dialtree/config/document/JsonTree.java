package io.dialtree.config.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON into a tree with positions. */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Documents.DEPTH_MAX).build())
          .build();

  private final String file;
  private final JsonParser parser;
  private final Findings findings;

  private JsonTree(String file, JsonParser parser, Findings findings) {
    this.file = file;
    this.parser = parser;
    this.findings = findings;
  }

  static Optional<DocNode> read(String file, String text, Findings findings) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        findings.error("parse", SourcePosition.of(file), "", "the document is empty");
        return Optional.empty();
      }
      JsonTree tree = new JsonTree(file, parser, findings);
      DocNode root = tree.node();
      if (parser.nextToken() != null) {
        findings.error("parse", tree.here(), "", "there is more after the end of the document");
        return Optional.empty();
      }
      return Optional.of(root);
    } catch (JsonProcessingException e) {
      findings.error("parse", position(file, e.getLocation()), "", e.getOriginalMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private DocNode node() throws IOException {
    SourcePosition at = here();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(at);
      case START_ARRAY -> items(at);
      case VALUE_STRING -> {
        checkCharacters(at);
        yield scalar(at, DocNode.Kind.TEXT);
      }
      case VALUE_NUMBER_INT -> scalar(at, DocNode.Kind.INTEGER);
      case VALUE_NUMBER_FLOAT -> {
        checkExponent(at);
        yield scalar(at, DocNode.Kind.DECIMAL);
      }
      case VALUE_TRUE, VALUE_FALSE -> scalar(at, DocNode.Kind.BOOLEAN);
      default -> scalar(at, DocNode.Kind.NULL);
    };
  }

  private DocNode mapping(SourcePosition at) throws IOException {
    Map<String, DocNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      SourcePosition keyAt = here();
      parser.nextToken();
      if (entries.put(key, new DocNode.Entry(keyAt, node())) != null) {
        findings.error("duplicate-key", keyAt, key, "the key stands here twice");
      }
    }
    return new DocNode.Mapping(at, entries);
  }

  private DocNode items(SourcePosition at) throws IOException {
    List<DocNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new DocNode.Items(at, items);
  }

  private DocNode scalar(SourcePosition at, DocNode.Kind kind) throws IOException {
    return new DocNode.Scalar(at, kind, parser.getText());
  }

  private void checkCharacters(SourcePosition at) throws IOException {
    if (!Documents.isWhole(parser.getText())) {
      findings.error(
          "encoding", at, name(), "half a character: a surrogate (\\ud800 to \\udfff) alone");
    }
  }

  private void checkExponent(SourcePosition at) throws IOException {
    try {
      parser.getDecimalValue();
    } catch (NumberFormatException _) {
      findings.error("parse", at, name(), "the exponent of this number is out of all bounds");
    }
  }

  private String name() throws IOException {
    String name = parser.currentName();
    return name == null ? "" : name;
  }

  private SourcePosition here() {
    return position(file, parser.currentTokenLocation());
  }

  private static SourcePosition position(String file, @Nullable JsonLocation location) {
    if (location == null) {
      return SourcePosition.of(file);
    }
    return new SourcePosition(
        file, Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
  }
}
