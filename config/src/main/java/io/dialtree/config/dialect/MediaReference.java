package io.dialtree.config.dialect;

import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SystemPrompts;

/** What a document's name for a piece of audio means in every dialect. */
public final class MediaReference {
  private MediaReference() {}

  /** The prompt every installation has under that name, else the file of that name. */
  public static Prompt prompt(String name) {
    return SystemPrompts.text(name).isPresent() ? new Prompt.System(name) : new Prompt.Named(name);
  }

  /** A file name without the ending of an audio file. */
  public static String withoutEnding(String file) {
    return file.replaceFirst("(?i)\\.(?:wav|mp3|au|aiff?|ogg|flac)$", "");
  }
}
