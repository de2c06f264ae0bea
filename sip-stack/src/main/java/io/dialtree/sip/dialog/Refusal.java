package io.dialtree.sip.dialog;

import java.util.Map;

/**
 * A final answer that says no.
 *
 * @param code 300..699
 * @param reason the phrase; empty for the usual one
 * @param headers what the answer has to carry, such as Allow or Unsupported
 */
record Refusal(int code, String reason, Map<String, String> headers) {

  static Refusal of(int code, String reason) {
    return new Refusal(code, reason, Map.of());
  }

  static Refusal with(int code, String reason, String header, String value) {
    return new Refusal(code, reason, Map.of(header, value));
  }
}
