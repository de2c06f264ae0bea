package io.dialtree.server.prompt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** What a piece of audio is, by its first bytes: what a client says of it is not trusted. */
public enum AudioType {
  /** RIFF WAVE. */
  WAV("audio/x-wav", "wav"),
  /** MPEG layer 3. */
  MP3("audio/mpeg", "mp3"),
  /** Ogg Vorbis. */
  OGG("audio/ogg", "ogg"),
  /** FLAC. */
  FLAC("audio/flac", "flac"),
  /** Sun audio. */
  AU("audio/basic", "au"),
  /** AIFF. */
  AIFF("audio/aiff", "aiff");

  private static final int HEAD_BYTES = 12;

  private final String mediaType;
  private final String ending;

  AudioType(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  /** The type of these bytes, empty when they are no audio that is read here. */
  public static Optional<AudioType> of(byte[] bytes) {
    String head = new String(Arrays.copyOf(bytes, HEAD_BYTES), ISO_8859_1);
    if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
      return Optional.of(WAV);
    }
    if (head.startsWith("OggS")) {
      return Optional.of(OGG);
    }
    if (head.startsWith("fLaC")) {
      return Optional.of(FLAC);
    }
    if (head.startsWith(".snd")) {
      return Optional.of(AU);
    }
    if (head.startsWith("FORM") && head.startsWith("AIF", 8)) {
      return Optional.of(AIFF);
    }
    return isMpeg(head) ? Optional.of(MP3) : Optional.empty();
  }

  /** A tag, or eleven set bits: the beginning of a frame. */
  private static boolean isMpeg(String head) {
    return head.startsWith("ID3") || (head.charAt(0) == 0xFF && (head.charAt(1) & 0xE0) == 0xE0);
  }

  /** Its media type. */
  public String mediaType() {
    return mediaType;
  }

  /** The usual ending of its files, without a dot. */
  public String ending() {
    return ending;
  }
}
