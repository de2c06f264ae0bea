package io.dialtree.config.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** A tree as JSON text. Numbers keep the spelling they were read with. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** One line of JSON, keys in the order of the tree. */
  public static String of(DocNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(node, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private static void write(DocNode node, JsonGenerator out) throws IOException {
    switch (node) {
      case Mapping mapping -> {
        out.writeStartObject();
        for (Map.Entry<String, DocNode.Entry> entry : mapping.entries().entrySet()) {
          out.writeFieldName(entry.getKey());
          write(entry.getValue().value(), out);
        }
        out.writeEndObject();
      }
      case Items items -> {
        out.writeStartArray();
        for (DocNode item : items.items()) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case Scalar scalar -> write(scalar, out);
    }
  }

  private static void write(Scalar scalar, JsonGenerator out) throws IOException {
    switch (scalar.kind()) {
      case TEXT -> out.writeString(scalar.text());
      case INTEGER, DECIMAL -> out.writeNumber(scalar.text());
      case BOOLEAN -> out.writeBoolean(Boolean.parseBoolean(scalar.text()));
      case NULL -> out.writeNull();
    }
  }
}
