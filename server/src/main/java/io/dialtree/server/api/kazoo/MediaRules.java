package io.dialtree.server.api.kazoo;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.server.api.ApiFailure;
import java.util.Set;

/** What Kazoo asks of the description of a piece of audio. */
final class MediaRules {
  static final String SPOKEN = "tts";
  private static final Set<String> SOURCES = Set.of("recording", "upload", SPOKEN);

  private MediaRules() {}

  /**
   * Checks a description.
   *
   * @throws ApiFailure naming what is wrong
   */
  static void check(DocumentKey key, String json) {
    Findings findings = new Findings();
    Document.of(key, json).tree(findings).ifPresent(tree -> check(tree, findings));
    if (findings.hasErrors()) {
      throw ApiFailure.invalid(findings.list());
    }
  }

  private static void check(DocNode tree, Findings findings) {
    Fields fields = Fields.of(tree, "", findings);
    fields.requiredText("name", 1, 128);
    fields.text("language", 2, 16);
    String source = fields.text("media_source", 1, 32).orElse("upload");
    if (!SOURCES.contains(source)) {
      String allowed = "recording, upload, tts";
      fields.error("enum", "media_source", "found \"" + source + "\"", allowed, "");
    }
    Fields tts = fields.fields("tts");
    tts.text("voice", 1, 64);
    if (source.equals(SPOKEN)) {
      tts.requiredText("text", 1, 10_000);
    } else {
      tts.text("text", 1, 10_000);
    }
  }
}
