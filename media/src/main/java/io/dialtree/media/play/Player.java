package io.dialtree.media.play;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.FramedPiece;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a list of clips into frames, without a gap between them, and fills the rest with silence.
 * Confined to the media thread of its call; allocates only when a list starts.
 */
public final class Player {
  /** The value of {@link #fill} when nothing ended in this frame. */
  public static final long NOTHING_ENDED = -1;

  private static final int FRAME_MS_MAX = 60;

  /** One frame of silence for each codec that was ever used, shared by all calls. */
  private static final Map<AudioCodec, ByteBuffer> SILENCE = new ConcurrentHashMap<>();

  private AudioCodec codec;
  private ByteBuffer silence;
  private ByteBuffer[] list = {};
  private int index;
  // The one of the list that plays, or null at its end: the list itself is far away.
  private @Nullable ByteBuffer piece;
  private int offset;
  private int filledBytes;
  private int timesLeft;
  private boolean endless;
  private long playId = NOTHING_ENDED;
  private @Nullable PlayList clips;
  private boolean follows;

  /** Starts silent. */
  public Player(AudioCodec codec) {
    this.codec = codec;
    this.silence = silenceOf(codec);
  }

  /**
   * Replaces whatever plays by this list.
   *
   * @param times how often the list is played; 0 means until stopped
   */
  public void start(long newPlayId, List<Clip> newClips, int times) {
    start(newPlayId, PlayList.of(newClips), times);
  }

  /** As the other, with a list that was made ready elsewhere. */
  public void start(long newPlayId, PlayList newClips, int times) {
    clips = newClips;
    follows = false;
    playId = newPlayId;
    endless = times == 0;
    timesLeft = times;
    offset = 0;
    loadList();
    go(0);
  }

  private void go(int newIndex) {
    index = newIndex;
    piece = newIndex < list.length ? list[newIndex] : null;
  }

  /** Ends the list at once; returns its id, or {@link #NOTHING_ENDED} when none was playing. */
  public long stop() {
    long ended = playId;
    playId = NOTHING_ENDED;
    clips = null;
    return ended;
  }

  /** True while a list is playing. */
  public boolean isPlaying() {
    return playId != NOTHING_ENDED;
  }

  /** The list that is playing, or {@link #NOTHING_ENDED}. */
  public long playId() {
    return playId;
  }

  /** A re-INVITE changed the codec: go on at the same place in the other encoding. */
  public void useCodec(AudioCodec newCodec) {
    if (newCodec.equals(codec)) {
      return;
    }
    int atMs = clips == null ? 0 : playedMs();
    codec = newCodec;
    silence = silenceOf(newCodec);
    if (clips != null) {
      loadList();
      goTo(atMs);
    }
  }

  /** Time since the round began. */
  private int playedMs() {
    ByteBuffer at = piece;
    int sum = at == null ? 0 : lengthMs(at, offset);
    for (int i = 0; i < index; i++) {
      sum += lengthMs(list[i], list[i].capacity());
    }
    return sum;
  }

  /** A codec may have more pieces than another: only the time since the round began is common. */
  private void goTo(int roundMs) {
    int left = roundMs;
    go(0);
    ByteBuffer at = piece;
    while (at != null && left >= lengthMs(at, at.capacity())) {
      left -= lengthMs(at, at.capacity());
      go(index + 1);
      at = piece;
    }
    offset = at == null ? 0 : offsetAt(at, left);
  }

  private int lengthMs(ByteBuffer clip, int bytes) {
    return codec.frameMs() == 0
        ? bytes / codec.payloadBytes(1)
        : FramedPiece.framesBefore(clip, bytes) * codec.frameMs();
  }

  private int offsetAt(ByteBuffer clip, int ms) {
    return codec.frameMs() == 0
        ? Math.min(ms * codec.payloadBytes(1), clip.capacity())
        : FramedPiece.offsetOf(clip, ms / codec.frameMs());
  }

  /** Reads itself from memory before a frame is filled; the number means nothing. */
  public int touch() {
    return index + (clips == null ? 0 : 1);
  }

  /** The same for the place where the next frame begins. */
  public int touchAudio() {
    ByteBuffer at = piece;
    return at != null && offset < at.capacity() ? at.get(offset) : 0;
  }

  /** Bytes of the payload that {@link #fill} wrote last. */
  public int filledBytes() {
    return filledBytes;
  }

  /**
   * Writes one frame of payload.
   *
   * @param bytes of the payload; the most it may have when the codec's payloads differ in length
   * @return the id of the list that ended within this frame, or {@link #NOTHING_ENDED}
   */
  public long fill(ByteBuffer out, int at, int bytes) {
    if (codec.frameMs() > 0) {
      return fillWhole(out, at);
    }
    filledBytes = bytes;
    int done = 0;
    while (done < bytes && playId != NOTHING_ENDED) {
      ByteBuffer clip = piece;
      if (clip == null) {
        if (!nextRound()) {
          long ended = stop();
          pad(out, at + done, bytes - done);
          return ended;
        }
        continue;
      }
      int n = Math.min(bytes - done, clip.capacity() - offset);
      out.put(at + done, clip, offset, n);
      done += n;
      offset += n;
      if (offset == clip.capacity()) {
        go(index + 1);
        offset = 0;
      }
    }
    pad(out, at + done, bytes - done);
    return playId != NOTHING_ENDED && isAtEnd() ? stop() : NOTHING_ENDED;
  }

  /** As {@link #fill}, when every payload of a clip is one packet. */
  private long fillWhole(ByteBuffer out, int at) {
    while (playId != NOTHING_ENDED) {
      ByteBuffer clip = piece;
      if (clip == null) {
        if (!nextRound()) {
          copyFrame(out, at, silence, 0);
          return stop();
        }
      } else if (offset >= clip.capacity()) {
        go(index + 1);
        offset = 0;
      } else {
        copyFrame(out, at, clip, offset);
        offset += FramedPiece.LENGTH_BYTES + filledBytes;
        boolean last = offset >= clip.capacity() && index == list.length - 1;
        return last && !endless && timesLeft <= 1 ? stop() : NOTHING_ENDED;
      }
    }
    copyFrame(out, at, silence, 0);
    return NOTHING_ENDED;
  }

  private void copyFrame(ByteBuffer out, int at, ByteBuffer from, int frameAt) {
    filledBytes = FramedPiece.lengthAt(from, frameAt);
    out.put(at, from, frameAt + FramedPiece.LENGTH_BYTES, filledBytes);
  }

  private boolean isAtEnd() {
    return piece == null && !endless && timesLeft <= 1;
  }

  private boolean nextRound() {
    boolean empty = true;
    for (ByteBuffer b : list) {
      empty &= b.capacity() == 0;
    }
    if (empty || (!endless && --timesLeft <= 0)) {
      return false; // an endless list of nothing would never fill the frame
    }
    follows = true;
    loadList();
    go(0);
    return true;
  }

  private void pad(ByteBuffer out, int at, int bytes) {
    if (bytes > 0) {
      out.put(at, silence, 0, bytes);
    }
  }

  private void loadList() {
    PlayList now = clips;
    if (now != null) {
      list = now.round(codec, follows, endless || timesLeft > 1);
    }
  }

  private static ByteBuffer silenceOf(AudioCodec codec) {
    return SILENCE.computeIfAbsent(codec, Player::makeSilence);
  }

  private static ByteBuffer makeSilence(AudioCodec codec) {
    byte[] bytes = new byte[codec.payloadBytes(FRAME_MS_MAX)];
    Arrays.fill(bytes, codec.silence());
    if (codec.frameMs() > 0) {
      bytes = codec.encodePiece(new short[codec.sampleRate() / 1000 * codec.frameMs()]);
    }
    return ByteBuffer.allocateDirect(bytes.length).put(0, bytes).asReadOnlyBuffer();
  }
}
