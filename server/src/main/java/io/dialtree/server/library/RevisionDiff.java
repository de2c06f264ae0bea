package io.dialtree.server.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.dialtree.store.DocumentRevision;
import java.util.List;
import java.util.Optional;

/**
 * What one revision has and another has not, as a unified diff. JSON is laid out line by line
 * first.
 */
final class RevisionDiff {
  private static final int CONTEXT_LINES = 3;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private RevisionDiff() {}

  /**
   * The difference.
   *
   * @param old empty for an empty text
   */
  static List<String> of(Optional<DocumentRevision> old, DocumentRevision young) {
    List<String> oldLines = old.map(it -> lines(it.content())).orElse(List.of());
    List<String> youngLines = lines(young.content());
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            "revision " + old.map(DocumentRevision::number).orElse(0),
            "revision " + young.number(),
            oldLines,
            DiffUtils.diff(oldLines, youngLines),
            CONTEXT_LINES);
    return oldLines.isEmpty() || youngLines.isEmpty() ? fromLineZero(diff) : diff;
  }

  /** Of no lines the place is 0, as {@code patch} has it. */
  private static List<String> fromLineZero(List<String> diff) {
    return diff.stream()
        .map(line ->
            line.startsWith("@@") ? line.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") : line)
        .toList();
  }

  private static List<String> lines(String content) {
    return laidOut(content).lines().toList();
  }

  private static String laidOut(String content) {
    try {
      return JSON.writeValueAsString(JSON.readTree(content));
    } catch (JsonProcessingException | NumberFormatException _) {
      return content; // YAML stands in lines already
    }
  }
}
