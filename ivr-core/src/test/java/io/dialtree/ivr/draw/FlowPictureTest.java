package io.dialtree.ivr.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.MemorySource;
import io.dialtree.config.model.Flow;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class FlowPictureTest {
  private static Document draw(Flow flow)
      throws IOException, ParserConfigurationException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(FlowPicture.svg(flow))));
  }

  private static List<String> texts(Document svg) {
    NodeList all = svg.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent());
    }
    return texts;
  }

  private record Box(double left, double top, double width, double height) {
    boolean meets(Box other) {
      return left < other.left + other.width
          && other.left < left + width
          && top < other.top + other.height
          && other.top < top + height;
    }
  }

  private static List<Box> boxes(Document svg) {
    NodeList all = svg.getElementsByTagName("rect");
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element rect = (Element) all.item(i);
      boxes.add(
          new Box(
              Double.parseDouble(rect.getAttribute("x")),
              Double.parseDouble(rect.getAttribute("y")),
              Double.parseDouble(rect.getAttribute("width")),
              Double.parseDouble(rect.getAttribute("height"))));
    }
    return boxes;
  }

  @Test
  void everyNodeAndEveryKeyOfAnExampleIsInThePicture() throws Exception {
    for (String example : new String[] {"demo", "office", "kazoo"}) {
      for (Flow flow :
          ConfigFolder.load(Path.of("..", "examples", example), Map.of(), Map.of())
              .flows()
              .flows()) {
        Document svg = draw(flow);
        assertThat(boxes(svg)).hasSize(flow.nodes().size());
        assertThat(texts(svg)).contains(flow.name());
      }
    }
  }

  @Test
  void noWordOfAnExampleLiesOnAnotherWordOrOnANode() throws Exception {
    for (String example : new String[] {"demo", "office", "kazoo", "zendesk", "callflow"}) {
      for (Flow flow :
          ConfigFolder.load(Path.of("..", "examples", example), Map.of(), Map.of())
              .flows()
              .flows()) {
        Document svg = draw(flow);
        List<Box> all = new ArrayList<>(boxes(svg));
        all.addAll(labels(svg));
        for (int i = 0; i < all.size(); i++) {
          for (Box other : all.subList(i + 1, all.size())) {
            assertThat(all.get(i).meets(other))
                .as(flow.id() + ": " + all.get(i) + " and " + other)
                .isFalse();
          }
        }
      }
    }
  }

  /** The keys on the ways; a letter of 11 pixels is hardly wider than 6 on the average. */
  private static List<Box> labels(Document svg) {
    NodeList all = svg.getElementsByTagName("text");
    List<Box> labels = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element text = (Element) all.item(i);
      if (text.getAttribute("class").equals("key")) {
        double width = text.getTextContent().length() * 6.0;
        double x = Double.parseDouble(text.getAttribute("x"));
        double y = Double.parseDouble(text.getAttribute("y"));
        labels.add(new Box(x - width / 2, y - 9, width, 12));
      }
    }
    return labels;
  }

  @Test
  void noNodeOfALargeFlowLiesOnAnother() throws Exception {
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      nodes.append(
          "  n%d: {menu: {choices: {\"1\": n%d, \"2\": n%d, \"3\": n%d}}}%n"
              .formatted(i, (i * 7 + 3) % 30, (i * 2 + 1) % 30, (i + 1) % 30));
    }
    List<Box> boxes = boxes(draw(flow("start: n0\nnodes:\n" + nodes)));
    assertThat(boxes).hasSize(30);
    for (int i = 0; i < boxes.size(); i++) {
      for (Box other : boxes.subList(i + 1, boxes.size())) {
        assertThat(boxes.get(i).meets(other)).as(boxes.get(i) + " and " + other).isFalse();
      }
      assertThat(boxes.get(i).left()).isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void textOfAFlowIsNeverMarkup() throws Exception {
    Flow flow =
        flow(
            "name: \"<script>alert('&')</script>\"\nstart: a\nnodes: {a: {hangup: {prompt: {say: \"\\x01]]> <b>\"}}}}");
    Document svg = draw(flow);
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(svg)).contains("<script>alert('&')</script>");
  }

  @Test
  void aNodeStandsBelowThoseThatLeadToItAndLoopsAreSetAside() {
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put("a", List.of("b", "c"));
    ways.put("b", List.of("c", "a"));
    ways.put("c", List.of("c"));
    ways.put("lost", List.of());
    Layers layers = new Layers(List.of("a"), ways);
    assertThat(layers.names()).containsExactly(List.of("a", "lost"), List.of("b"), List.of("c"));
    assertThat(layers.isBackwards(new Layers.Way("b", "a"))).isTrue();
    assertThat(layers.isBackwards(new Layers.Way("c", "c"))).isTrue();
    assertThat(layers.route(new Layers.Way("a", "c"))).hasSize(3);
  }

  private static Flow flow(String yaml) {
    return ConfigFolder.load(
            MemorySource.of(Map.of("flows/f.yaml", "id: f\n" + yaml)), Map.of(), Map.of())
        .flows()
        .flow("f")
        .orElseThrow();
  }
}
