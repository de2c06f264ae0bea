package io.dialtree.server.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The routes of one face, found by path. Literal segments win over parameters. Immutable. */
public final class RouteTable {
  private final Face face;
  private final List<Row> rows;

  /** The routes of that face. */
  public RouteTable(Face face) {
    this.face = face;
    this.rows =
        face.routes().stream().map(route -> new Row(route, split(route.template()))).toList();
  }

  private record Row(Route route, List<String> segments) {
    int literals() {
      return (int) segments.stream().filter(it -> !it.startsWith("{")).count();
    }
  }

  /**
   * What a path leads to.
   *
   * @param byMethod what can be done there
   */
  public record Match(Map<String, Found> byMethod) {
    /** The methods in the form of an Allow header. */
    public String allow() {
      Set<String> methods = new TreeSet<>(byMethod.keySet());
      methods.add("OPTIONS");
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
      return String.join(", ", methods);
    }
  }

  /** A route with the parameters of the path. */
  public record Found(Route route, Map<String, String> params) {}

  /** What a path leads to, empty when to nothing. */
  public Optional<Match> match(String path) {
    String ending = face.optionalEnding();
    return ending.isEmpty() || !path.endsWith(ending)
        ? lookUp(path)
        : lookUp(path.substring(0, path.length() - ending.length())).or(() -> lookUp(path));
  }

  private Optional<Match> lookUp(String path) {
    List<String> segments = split(path).stream().map(RouteTable::decoded).toList();
    Map<String, Found> found = new TreeMap<>();
    Map<String, Integer> literals = new LinkedHashMap<>();
    for (Row row : rows) {
      Optional<Map<String, String>> params = params(row.segments(), segments);
      Route route = row.route();
      if (params.isPresent() && row.literals() > literals.getOrDefault(route.method(), -1)) {
        literals.put(route.method(), row.literals());
        found.put(route.method(), new Found(route, params.get()));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new Match(found));
  }

  private Optional<Map<String, String>> params(List<String> template, List<String> path) {
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < template.size(); i++) {
      String wanted = template.get(i);
      if (wanted.startsWith("{") && wanted.endsWith("*}") && i < path.size()) {
        params.put(
            wanted.substring(1, wanted.length() - 2),
            String.join("/", path.subList(i, path.size())));
        return Optional.of(params);
      }
      if (i >= path.size() || !takes(wanted, path.get(i), params)) {
        return Optional.empty();
      }
    }
    return template.size() == path.size() ? Optional.of(params) : Optional.empty();
  }

  private boolean takes(String wanted, String segment, Map<String, String> params) {
    int close = wanted.indexOf('}');
    if (!wanted.startsWith("{") || close < 0) {
      return fold(wanted).equals(fold(segment));
    }
    String ending = wanted.substring(close + 1);
    int length = segment.length() - ending.length();
    if (length < 1 || !fold(segment).endsWith(fold(ending))) {
      return false;
    }
    params.put(wanted.substring(1, close), segment.substring(0, length));
    return true;
  }

  private String fold(String segment) {
    return face.ignoresCase() ? segment.toLowerCase(Locale.ROOT) : segment;
  }

  /** Each segment by itself, so that an escaped slash parts nothing (RFC 3986 2.2). */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return segment; // no valid escape: it leads nowhere
    }
  }

  /** The segments between slashes; one slash at the end is none. */
  static List<String> split(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    segments.removeFirst();
    if (!segments.isEmpty() && segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    return segments;
  }
}
