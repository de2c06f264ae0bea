package io.dialtree.config.library;

import java.util.List;
import java.util.Map;

/**
 * A document that was read, and what that depended on.
 *
 * @param used revisions of the documents it asked for, empty text for those that were not there
 * @param prompts the prompt files its flows name, and its drafts
 */
record Entry(
    Document document, Reading reading, Map<DocumentKey, String> used, List<PromptUse> prompts) {
  Entry {
    used = Map.copyOf(used);
  }
}
