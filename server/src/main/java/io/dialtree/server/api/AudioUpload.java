package io.dialtree.server.api;

import io.dialtree.media.audio.AudioRead;
import io.dialtree.server.prompt.AudioType;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.store.AudioInfo;
import io.dialtree.store.AudioTable;

/** Audio that comes in and goes out over faces. Thread-safe; blocks. */
public final class AudioUpload {
  /** What may be sent, for people. */
  public static final String ALLOWED = "audio of up to half an hour and 10 MB";

  private final PromptUploads uploads;

  /** Audio that is kept there. */
  public AudioUpload(PromptUploads uploads) {
    this.uploads = uploads;
  }

  /**
   * Keeps audio under the name flows know it by.
   *
   * @param field named when the audio cannot be used
   * @return the usual ending of its files, without a dot
   * @throws ApiFailure when it is too long, no audio, or somebody else's name
   */
  public String keep(String account, String name, byte[] bytes, String field) {
    if (bytes.length > AudioTable.BYTES_MAX) {
      throw ApiFailure.of(
          FailureKind.TOO_LARGE, field + ": at most " + AudioTable.BYTES_MAX + " bytes of audio");
    }
    return switch (uploads.put(account, name, bytes)) {
      case PromptUploads.Outcome.Kept _ -> AudioType.of(bytes).map(AudioType::ending).orElse("");
      case PromptUploads.Outcome.Rejected(String reason, AudioRead.Fault fault) ->
          throw ApiFailure.invalid(field, rule(fault), reason, "");
      case PromptUploads.Outcome.Taken(String owner) ->
          throw ApiFailure.of(FailureKind.CONFLICT, "the name " + name + " belongs to " + owner);
    };
  }

  private static String rule(AudioRead.Fault fault) {
    return switch (fault) {
      case FORMAT -> "contentMediaType";
      case EMPTY -> "minLength";
      case TOO_LONG -> "maxLength";
    };
  }

  /**
   * Audio as it came.
   *
   * @throws ApiFailure when there is none of that name
   */
  public ApiReply send(String account, String name) {
    byte[] bytes =
        uploads.read(account, name).orElseThrow(() -> ApiFailure.notFound("audio " + name));
    String type =
        uploads.find(account, name).map(AudioInfo::mediaType).orElse("application/octet-stream");
    return ApiReply.bytes(200, type, bytes);
  }

  /** The bytes of audio that was kept. */
  public byte[] read(String account, String name) {
    return uploads.read(account, name).orElseThrow(() -> ApiFailure.notFound("audio " + name));
  }

  /** Whether there is audio of that name. */
  public boolean has(String account, String name) {
    return uploads.find(account, name).isPresent();
  }

  /** Forgets audio; nothing happens when there is none. */
  public void forget(String account, String name) {
    uploads.remove(account, name);
  }
}
