package io.dialtree.config.document;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML into a tree with positions. Only the shape is taken from the library; no tag makes an
 * object.
 */
final class YamlTree {
  /**
   * Aliases may repeat a piece; this many pieces is more than a megabyte of text can hold without
   * them.
   */
  private static final int NODES_MAX = 200_000;

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,19}");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+\\.[0-9]+");

  private final String file;
  private final Findings findings;
  private int nodes;

  private YamlTree(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  static Optional<DocNode> read(String file, String text, Findings findings) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Documents.BYTES_MAX);
    options.setNestingDepthLimit(Documents.DEPTH_MAX);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      return Optional.of(
          root == null
              ? new DocNode.Mapping(SourcePosition.of(file), Map.of())
              : new YamlTree(file, findings).node(root, 0));
    } catch (MarkedYAMLException e) {
      findings.error(
          "parse", position(file, e.getProblemMark()), "", hint(String.valueOf(e.getProblem())));
    } catch (YAMLException e) {
      findings.error("parse", SourcePosition.of(file), "", String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private static String hint(String problem) {
    return problem.contains("alias") || problem.contains("character") || problem.contains("token")
        ? problem + " (keys such as \"*\" and \"#\" need quotes)"
        : problem;
  }

  private DocNode node(Node node, int depth) {
    nodes++;
    if (depth > Documents.DEPTH_MAX || nodes > NODES_MAX) {
      throw new YAMLException("too deep, or too many repeated pieces");
    }
    SourcePosition at = position(file, node.getStartMark());
    return switch (node) {
      case MappingNode mapping -> mapping(at, mapping, depth);
      case SequenceNode sequence -> {
        List<DocNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(node(item, depth + 1)));
        yield new DocNode.Items(at, items);
      }
      case ScalarNode scalar -> new DocNode.Scalar(at, kind(scalar), scalar.getValue());
      default -> new DocNode.Scalar(at, DocNode.Kind.NULL, "");
    };
  }

  private DocNode mapping(SourcePosition at, MappingNode mapping, int depth) {
    Map<String, DocNode.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      SourcePosition keyAt = position(file, tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error("parse", keyAt, "", "a key must be a single value");
        continue;
      }
      DocNode value = node(tuple.getValueNode(), depth + 1);
      if (entries.put(key.getValue(), new DocNode.Entry(keyAt, value)) != null) {
        findings.error("duplicate-key", keyAt, key.getValue(), "the key stands here twice");
      }
    }
    return new DocNode.Mapping(at, entries);
  }

  private static DocNode.Kind kind(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
      return DocNode.Kind.TEXT;
    }
    return switch (text) {
      case "", "~", "null" -> DocNode.Kind.NULL;
      case "true", "false" -> DocNode.Kind.BOOLEAN;
      default -> {
        if (INTEGER.matcher(text).matches()) {
          yield DocNode.Kind.INTEGER;
        }
        yield DECIMAL.matcher(text).matches() ? DocNode.Kind.DECIMAL : DocNode.Kind.TEXT;
      }
    };
  }

  private static SourcePosition position(String file, Mark mark) {
    return mark == null
        ? SourcePosition.of(file)
        : new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
