package io.dialtree.config.dialect.dtmfrequest;

import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Attempts;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.DigitRules.Match;
import io.dialtree.config.model.DigitRules.TerminatorAlone;
import io.dialtree.config.model.DigitRules.TypeAhead;
import io.dialtree.config.model.Exit;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flow of a call that an instruction asks for: ask, judge, confirm, hang up. Digits that were
 * accepted stand in the run's variable {@link #DIGITS}; they are masked in records.
 */
public final class DtmfFlow {
  /** Variable that holds the digits that were accepted. */
  public static final String DIGITS = "digits";

  private static final String ASK = "ask";
  private static final String VALID = "valid";
  private static final String END = "end";

  private DtmfFlow() {}

  /**
   * The flow of this instruction.
   *
   * @param id of the flow, such as {@code dtmf/CALL-ID}
   * @param findings get a warning for what its SSML asks for and no voice here can do
   */
  public static Flow flow(DtmfInstruction instruction, String id, Findings findings) {
    SourcePosition at = SourcePosition.of(id);
    Exit end = new Exit(List.of(), Optional.of(END));
    Question question =
        new Question(
            prompts(instruction, Optional.of(instruction.prompt()), findings),
            prompts(instruction, instruction.invalidPrompt(), findings),
            List.of(),
            rules(instruction),
            Attempts.shared(instruction.maxAttempts()),
            end,
            end,
            false);
    List<Prompt> valid = prompts(instruction, Optional.of(instruction.validPrompt()), findings);
    Map<String, Node> nodes = new LinkedHashMap<>();
    nodes.put(
        ASK,
        new CollectNode(ASK, at, question, DIGITS, Optional.of(instruction.regex()), true, VALID));
    nodes.put(VALID, new PlayNode(VALID, at, valid, "", 1, Optional.of(END)));
    nodes.put(END, new HangupNode(END, at, List.of(), HangupNode.DEFAULT_SIP_CODE));
    return new Flow(id, id, "", at, List.of(), List.of(), Flow.CatchAll.NONE, ASK, nodes, 0);
  }

  private static DigitRules rules(DtmfInstruction instruction) {
    return new DigitRules(
        instruction.minDigits(),
        instruction.maxDigits(),
        instruction.timeoutMs(),
        instruction.timeoutMs(),
        instruction.terminators(),
        true,
        false,
        TypeAhead.KEEP,
        Match.AT_END,
        TerminatorAlone.NO_MATCH);
  }

  private static List<Prompt> prompts(
      DtmfInstruction instruction, Optional<DtmfPrompt> prompt, Findings findings) {
    String language = instruction.voice().language();
    return prompt
        .map(it ->
            switch (it.type()) {
              case FILE -> List.of(MediaReference.prompt(MediaReference.withoutEnding(it.text())));
              case TTS -> List.<Prompt>of(new Prompt.Text(plain(it.text()), "", language));
              case TTS_SSML -> Ssml.prompts(it.text(), language, findings);
            })
        .orElse(List.of());
  }

  /** Braces mean placeholders elsewhere; here they are only text, and nobody can say them. */
  static String plain(String text) {
    return text.replace('{', ' ').replace('}', ' ');
  }
}
