package io.dialtree.server.prompt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Kinds of audio files, told by their first bytes. */
enum AudioKind {
  /** RIFF with WAVE in it. */
  WAV("audio/x-wav", "RIFF"),
  /** Of Sun. */
  AU("audio/basic", ".snd"),
  /** Of Apple. */
  AIFF("audio/aiff", "FORM"),
  /** Ogg Vorbis. */
  OGG("audio/ogg", "OggS"),
  /** Lossless. */
  FLAC("audio/flac", "fLaC"),
  /** All that is left of what we read: it may begin with tags of any kind. */
  MP3("audio/mpeg", "");

  private static final int MAGIC_MAX = 4;

  private final String mediaType;
  private final String magic;

  AudioKind(String mediaType, String magic) {
    this.mediaType = mediaType;
    this.magic = magic;
  }

  /** The kind of audio that could be read. */
  static AudioKind of(byte[] content) {
    String head =
        new String(content, 0, Math.min(content.length, MAGIC_MAX), StandardCharsets.ISO_8859_1);
    return Arrays.stream(values())
        .filter(kind -> head.startsWith(kind.magic))
        .findFirst()
        .orElse(MP3);
  }

  String mediaType() {
    return mediaType;
  }
}
