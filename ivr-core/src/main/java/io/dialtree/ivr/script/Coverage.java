package io.dialtree.ivr.script;

import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which nodes, and which ways between them, calls have taken. Confined to one thread. */
public final class Coverage {
  private final FlowBook book;
  private final Set<Visit> nodesSeen = new HashSet<>();
  private final Set<Way> waysSeen = new HashSet<>();

  private record Visit(String flowId, String nodeId) {}

  private record Way(String flowId, String from, String to) {}

  /** Nothing was taken yet. */
  public Coverage(FlowBook book) {
    this.book = book;
  }

  /**
   * What was taken of a flow.
   *
   * @param missing what was not taken: nodes by name, ways as {@code a -> b}
   */
  public record OfFlow(
      String flowId, int nodesSeen, int nodes, int waysSeen, int ways, List<String> missing) {
    /** Copies the list. */
    public OfFlow {
      missing = List.copyOf(missing);
    }
  }

  void node(String flowId, String nodeId) {
    nodesSeen.add(new Visit(flowId, nodeId));
  }

  void way(String flowId, String from, String to) {
    waysSeen.add(new Way(flowId, from, to));
  }

  /** All flows, in the order of the book. */
  public List<OfFlow> flows() {
    return book.flows().stream().map(this::flow).toList();
  }

  private OfFlow flow(Flow flow) {
    List<String> missing = new ArrayList<>();
    int ways = 0;
    int walked = 0;
    int visited = 0;
    for (Node node : flow.nodes().values()) {
      boolean known = nodesSeen.contains(new Visit(flow.id(), node.id()));
      visited += known ? 1 : 0;
      if (!known) {
        missing.add(node.id());
      }
      for (String target : node.targets().stream().distinct().toList()) {
        ways++;
        boolean taken = waysSeen.contains(new Way(flow.id(), node.id(), target));
        walked += taken ? 1 : 0;
        if (known && !taken) {
          missing.add(node.id() + " -> " + target);
        }
      }
    }
    return new OfFlow(flow.id(), visited, flow.nodes().size(), walked, ways, missing);
  }
}
