package io.dialtree.server.api.nativeapi;

import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.MediaTypes;
import io.dialtree.server.api.Route;
import java.util.List;

/** The contract as a file, and as a page to read that needs nothing from elsewhere. */
final class ReferencePages {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
      h2{margin-top:2.5rem;border-bottom:1px solid #ccc}
      section{margin:1.5rem 0}
      code,pre{font:14px/1.45 ui-monospace,monospace}
      pre{background:#f4f4f4;padding:.7rem;overflow:auto}
      .m{display:inline-block;min-width:4.5rem;font-weight:700}
      td{padding:.1rem 1rem .1rem 0;vertical-align:top}
      @media (prefers-color-scheme:dark){body{background:#181818;color:#ddd}pre{background:#262626}}
      """;

  private ReferencePages() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/openapi.yaml", _ -> ApiReply.bytes(200, MediaTypes.YAML, Contract.bytes())),
        Route.get(
            "/docs",
            _ -> ApiReply.text(200, HTML, page()).with("Content-Security-Policy", POLICY)));
  }

  private static String page() {
    StringBuilder html = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8>");
    html.append("<meta name=viewport content='width=device-width'><title>Dialtree API</title>");
    html.append("<style>").append(STYLE).append("</style><h1>Dialtree API</h1>");
    html.append("<p>The same as a file for tools: <a href=/openapi.yaml>openapi.yaml</a>.</p>");
    String tag = "";
    for (Contract.Operation operation : Contract.operations()) {
      if (!operation.tag().equals(tag)) {
        tag = operation.tag();
        html.append("<h2>").append(escaped(tag)).append("</h2>");
      }
      append(html, operation);
    }
    return html.append("</html>\n").toString();
  }

  private static void append(StringBuilder html, Contract.Operation operation) {
    html.append("<section><code><span class=m>").append(operation.method()).append("</span> ");
    html.append(escaped(operation.path()))
        .append("</code><br>")
        .append(escaped(operation.summary()));
    if (!operation.description().isEmpty()) {
      html.append("<p>").append(escaped(operation.description())).append("</p>");
    }
    html.append("<table>");
    for (Contract.Parameter parameter : operation.parameters()) {
      row(html, parameter.name(), parameter.where() + ": " + parameter.description());
    }
    operation.answers().forEach(answer -> row(html, answer.status(), answer.description()));
    html.append("</table>");
    example(html, operation.example());
    operation.answers().stream().limit(1).forEach(answer -> example(html, answer.example()));
    html.append("</section>");
  }

  private static void example(StringBuilder html, String example) {
    if (!example.isEmpty()) {
      html.append("<pre>").append(escaped(example)).append("</pre>");
    }
  }

  private static void row(StringBuilder html, String name, String meaning) {
    html.append("<tr><td><code>").append(escaped(name)).append("</code><td>");
    html.append(escaped(meaning));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
