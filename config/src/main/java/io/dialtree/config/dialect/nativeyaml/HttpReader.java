package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.config.model.TextParts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the node {@code http}. */
final class HttpReader {
  /** A caller who hears nothing for longer thinks the line is dead. */
  private static final long DEFAULT_LIMIT_MS = 3_000;

  private static final long LIMIT_MIN_MS = 100;
  private static final long LIMIT_MAX_MS = 30_000;
  private static final int STORE_MAX = 32;

  /** What whoever sends the request says of it (RFC 9110 section 7.6.1). */
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final Fields fields;
  private final Findings findings;

  HttpReader(Fields fields, Findings findings) {
    this.fields = fields;
    this.findings = findings;
  }

  Node read(String id, SourcePosition at) {
    fields.allowOnly(
        List.of(
            "url", "method", "headers", "json", "store", "timeout", "waiting", "then", "failure"));
    String body = fields.node("json").map(JsonText::of).orElse("");
    String method =
        fields.word("method", List.of("GET", "POST")).orElse(body.isEmpty() ? "GET" : "POST");
    if (method.equals("GET") && !body.isEmpty()) {
      fields.error("method", "json", "a GET has no body", "method POST", "");
    }
    HttpTemplate request = new HttpTemplate(method, url(), headers(), body, limitMs());
    return new HttpNode(
        id,
        at,
        request,
        store(),
        PromptReader.prompts(fields, "waiting", findings),
        fields.requiredText("then", 1, 64),
        fields.text("failure", 1, 64));
  }

  /** What a caller types must not choose the server. */
  private String url() {
    String url = fields.requiredText("url", 1, 2_000);
    if (!url.isEmpty() && !url.matches("https?://[^\\s/?#{}@]+([/?][^\\s#]*)?")) {
      String allowed = "http://HOST/… or https://HOST/…; placeholders behind the host only";
      fields.error("url", "url", "found \"" + url + "\"", allowed, "");
    } else if (!url.isEmpty() && !canBeAsked(url)) {
      String allowed = "a host of letters, digits, - and dots; percent-encoding behind it";
      fields.error("url", "url", "found \"" + url + "\"", allowed, "");
    }
    return url;
  }

  /** Better said now than at every call. */
  private static boolean canBeAsked(String url) {
    try {
      URI uri = new URI(TextParts.text(url, _ -> "1"));
      return uri.getHost() != null && uri.getPort() <= 65_535;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private List<HttpTemplate.Header> headers() {
    List<HttpTemplate.Header> headers = new ArrayList<>();
    Fields all = fields.fields("headers");
    for (String name : all.keys()) {
      if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
        all.error("pattern", name, "this is no name of a header field", "", "");
      } else if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
        all.error("enum", name, "the server itself says this of its connection", "", "");
      }
      headers.add(header(all, name));
    }
    return headers;
  }

  private HttpTemplate.Header header(Fields all, String name) {
    if (all.node(name).orElse(null) instanceof Mapping) {
      Fields header = all.fields(name);
      header.allowOnly(List.of("text", "secret"));
      String secret = header.requiredText("secret", 1, 32);
      RoutingReader.checkVariable(header, "secret", secret);
      return new HttpTemplate.Header(name, printable(header, "text", 200), secret);
    }
    return new HttpTemplate.Header(name, printable(all, name, 1_000), "");
  }

  private static String printable(Fields fields, String key, int max) {
    String text = fields.text(key, 0, max).orElse("");
    if (!text.matches("[\\x20-\\x7E]*")) {
      fields.error("pattern", key, "no header field has such characters", "printable ASCII", "");
    }
    return text;
  }

  private Map<String, String> store() {
    Map<String, String> store = new LinkedHashMap<>();
    Fields all = fields.fields("store");
    for (String name : all.keys()) {
      RoutingReader.checkVariable(all, name, name);
      String pointer = all.text(name, 0, 256).orElse("");
      if (!pointer.isEmpty() && !pointer.startsWith("/")) {
        all.error(
            "pointer",
            name,
            "found \"" + pointer + "\"",
            "a JSON Pointer such as /account/balance",
            "");
      }
      store.put(name, pointer);
    }
    if (store.size() > STORE_MAX) {
      String allowed = "at most " + STORE_MAX;
      fields.error("maxItems", "store", store.size() + " variables", allowed, "");
    }
    return store;
  }

  private long limitMs() {
    Optional<String> found = fields.text("timeout", 1, 16);
    Optional<Long> ms =
        found.flatMap(Durations::parseMs).filter(it -> it >= LIMIT_MIN_MS && it <= LIMIT_MAX_MS);
    if (found.isPresent() && ms.isEmpty()) {
      fields.error("duration", "timeout", "found \"" + found.get() + "\"", "100ms to 30s", "");
    }
    return ms.orElse(DEFAULT_LIMIT_MS);
  }

  /** A piece of a document as JSON. */
  private static final class JsonText {
    private JsonText() {}

    static String of(DocNode node) {
      StringBuilder json = new StringBuilder();
      write(node, json);
      return json.toString();
    }

    private static void write(DocNode node, StringBuilder json) {
      switch (node) {
        case DocNode.Scalar scalar when scalar.kind() == DocNode.Kind.TEXT ->
            quote(scalar.text(), json);
        case DocNode.Scalar scalar when scalar.kind() == DocNode.Kind.NULL -> json.append("null");
        // YAML writes +1 and 007, JSON does not.
        case DocNode.Scalar scalar
            when scalar.kind() == DocNode.Kind.BOOLEAN
                || scalar.text().matches("-?(0|[1-9][0-9]*)([.][0-9]+)?") ->
            json.append(scalar.text());
        case DocNode.Scalar scalar -> quote(scalar.text(), json);
        case DocNode.Items items -> {
          String comma = "[";
          for (DocNode item : items.items()) {
            json.append(comma);
            write(item, json);
            comma = ",";
          }
          json.append(items.items().isEmpty() ? "[]" : "]");
        }
        case Mapping mapping -> {
          json.append('{');
          String comma = "";
          for (Map.Entry<String, DocNode.Entry> entry : mapping.entries().entrySet()) {
            json.append(comma);
            quote(entry.getKey(), json);
            json.append(':');
            write(entry.getValue().value(), json);
            comma = ",";
          }
          json.append('}');
        }
      }
    }

    private static void quote(String text, StringBuilder json) {
      json.append('"');
      json.append(
          com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text));
      json.append('"');
    }
  }
}
