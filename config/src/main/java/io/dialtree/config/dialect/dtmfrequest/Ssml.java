package io.dialtree.config.dialect.dtmfrequest;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.config.model.SystemPrompts;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * SSML as prompts: text, pauses ({@code break}) and digits said one by one ({@code say-as}). Other
 * elements only lend their text; the first of each that would change how it sounds is a warning.
 */
final class Ssml {
  private static final SourcePosition NOWHERE = SourcePosition.of("prompt");
  private static final Set<String> SILENT = Set.of("speak", "p", "s", "sub", "lang", "voice");
  private static final Set<String> ONE_BY_ONE =
      Set.of("digits", "characters", "telephone", "spell-out");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,5}(?:\\.[0-9]{1,3})?)(ms|s)");
  private static final long BREAK_MS = 500;

  /** The specification has no limit; a minute of silence is none that anybody wants to hear. */
  private static final long BREAK_MAX_MS = 10_000;

  private final String language;
  private final Findings findings;
  private final List<Prompt> prompts = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private boolean oneByOne;

  private Ssml(String language, Findings findings) {
    this.language = language;
    this.findings = findings;
  }

  /** Text that is no XML is spoken as it is, with a warning. */
  static List<Prompt> prompts(String ssml, String language, Findings findings) {
    Ssml reader = new Ssml(language, findings);
    String document = ssml.strip().startsWith("<speak") ? ssml : "<speak>" + ssml + "</speak>";
    try {
      reader.read(document);
      return List.copyOf(reader.prompts);
    } catch (XMLStreamException e) {
      findings.warning("ssml", NOWHERE, "prompt", "this is no SSML; it is spoken as text");
      return List.of(new Prompt.Text(DtmfFlow.plain(ssml), "", language));
    }
  }

  private void read(String document) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(document));
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(xml);
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS -> words.append(xml.getText());
        default -> {}
      }
    }
    flush();
  }

  private void begin(XMLStreamReader xml) {
    String name = xml.getLocalName().toLowerCase(Locale.ROOT);
    switch (name) {
      case "break" -> {
        flush();
        prompts.add(new Prompt.Silence(breakMs(attribute(xml, "time"))));
      }
      case "say-as" -> {
        flush();
        oneByOne = ONE_BY_ONE.contains(attribute(xml, "interpret-as").orElse(""));
      }
      default -> {
        if (!SILENT.contains(name)) {
          String message = "<" + name + "> is left out; its text is spoken as it is";
          findings.warning("ssml", NOWHERE, "prompt", message);
        }
      }
    }
  }

  private void end(String name) {
    if (name.equalsIgnoreCase("say-as")) {
      flush();
      oneByOne = false;
    }
  }

  private static Optional<String> attribute(XMLStreamReader xml, String name) {
    return Optional.ofNullable(xml.getAttributeValue(null, name));
  }

  private static long breakMs(Optional<String> time) {
    Matcher matcher = TIME.matcher(time.orElse("").strip());
    if (!matcher.matches()) {
      return BREAK_MS;
    }
    double unit = matcher.group(2).equals("s") ? 1_000 : 1;
    return Math.min(BREAK_MAX_MS, Math.round(Double.parseDouble(matcher.group(1)) * unit));
  }

  private void flush() {
    String text = words.toString().strip();
    words.setLength(0);
    if (oneByOne) {
      text.chars()
          .filter(key -> (key >= '0' && key <= '9') || key == '*' || key == '#')
          .forEach(key -> prompts.add(SystemPrompts.digit((char) key)));
    } else if (text.chars().anyMatch(Character::isLetterOrDigit)) {
      prompts.add(new Prompt.Text(DtmfFlow.plain(text), "", language));
    }
  }
}
