package io.dialtree.config.dialect.dtmfrequest;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.GuardedPattern;
import java.util.List;
import java.util.Optional;

/**
 * A request to call somebody and ask for digits, with its defaults filled in.
 *
 * @param instructionId the client's own name for it
 * @param callees numbers to call, in order, each once; at least one
 * @param caller number that is shown
 * @param anonymous the number is hidden
 * @param callbackUrl where the result of each call is sent
 * @param ringS seconds until a call that is not answered is cancelled, 10 to 60
 * @param prompt asks for the digits
 * @param validPrompt follows digits that were accepted
 * @param invalidPrompt follows digits that were not
 * @param minDigits 1 to 64
 * @param maxDigits 1 to 64
 * @param maxAttempts 1 to 10
 * @param timeoutMs from the prompt's end to the first digit, and between digits; 1000 to 10000
 * @param terminators keys that end the input, may be none
 * @param regex the whole input must match it
 */
public record DtmfInstruction(
    Optional<String> instructionId,
    List<String> callees,
    String caller,
    boolean anonymous,
    Optional<String> callbackUrl,
    int ringS,
    DtmfPrompt prompt,
    DtmfPrompt validPrompt,
    Optional<DtmfPrompt> invalidPrompt,
    int minDigits,
    int maxDigits,
    int maxAttempts,
    int timeoutMs,
    String terminators,
    GuardedPattern regex,
    DtmfVoice voice) {
  /** Copies the list. */
  public DtmfInstruction {
    callees = List.copyOf(callees);
  }

  /**
   * Reads an instruction. Null counts as absent, and enumerations may be names in any case or
   * numbers, because clients send both.
   *
   * @return empty when the findings have an error; their paths are the instruction's own keys
   */
  public static Optional<DtmfInstruction> read(DocNode node, Findings findings) {
    DtmfInstruction instruction = new InstructionReader(node, findings).read();
    return findings.hasErrors() ? Optional.empty() : Optional.of(instruction);
  }

  /**
   * What all calls of an instruction have in common: what is read of it, without the numbers and
   * without keys nobody knows. However much was sent, it is at most about 30 KB. With one of the
   * numbers as {@code callee} it is an instruction again.
   *
   * @param instruction one that {@link #read} found good
   */
  public static Mapping withoutCallees(DocNode instruction) {
    return InstructionReader.withoutCallees(instruction);
  }
}
