package io.dialtree.server.flowcode;

import io.dialtree.ivr.script.ScriptRun;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results of tests in the form that build servers read. */
public final class JUnitXml {
  private JUnitXml() {}

  /** Writes the file, over one that is there. */
  public static void write(Path file, List<FlowTests.Result> results) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      suite(results, xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void suite(List<FlowTests.Result> results, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "dialtree test");
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute(
        "failures", String.valueOf(results.stream().filter(it -> !it.passed()).count()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute(
        "time", seconds(results.stream().mapToDouble(FlowTests.Result::tookMs).sum()));
    xml.writeCharacters("\n");
    for (FlowTests.Result result : results) {
      test(result, xml);
    }
    xml.writeEndElement();
  }

  private static void test(FlowTests.Result result, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", printable(result.script().at().file()));
    xml.writeAttribute("name", printable(result.script().name()));
    xml.writeAttribute("time", seconds(result.tookMs()));
    if (result.miss().isPresent()) {
      ScriptRun.Miss miss = result.miss().get();
      xml.writeStartElement("failure");
      xml.writeAttribute("message", printable(miss.message()));
      xml.writeCharacters(
          printable(miss.at().file() + ":" + miss.at().line() + ": " + miss.message()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  /** XML 1.0 has no place for control characters, UTF-8 none for half a character. */
  private static String printable(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF\\p{Cs}]", " ");
  }

  private static String seconds(double ms) {
    return String.format(Locale.ROOT, "%.4f", ms / 1000);
  }
}
