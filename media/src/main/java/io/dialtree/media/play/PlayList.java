package io.dialtree.media.play;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.PieceJoin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clips in their order, ready to be played without a gap between them. In a codec with a memory the
 * joins are made here, so not on a media thread. Immutable; any thread.
 */
public final class PlayList {
  private static final ByteBuffer[] NOTHING = {};

  private final List<Clip> clips;
  private final Map<AudioCodec, Rounds> byCodec = new HashMap<>();

  private PlayList(List<Clip> clips) {
    this.clips = List.copyOf(clips);
    Set<AudioCodec> codecs = new HashSet<>();
    clips.forEach(clip -> codecs.addAll(clip.codecs()));
    codecs.forEach(codec -> byCodec.put(codec, new Rounds(codec)));
  }

  /** A list of these clips. */
  public static PlayList of(List<Clip> clips) {
    return new PlayList(clips);
  }

  /**
   * The payloads of one round.
   *
   * @param follows whether a round comes before it
   * @param followed whether another comes behind it
   */
  ByteBuffer[] round(AudioCodec codec, boolean follows, boolean followed) {
    Rounds rounds = byCodec.get(codec);
    return rounds == null ? NOTHING : rounds.pieces[index(follows, followed)];
  }

  private static int index(boolean follows, boolean followed) {
    return (follows ? 2 : 0) + (followed ? 1 : 0);
  }

  /** A round of one codec, by what is before and behind it. */
  private final class Rounds {
    final ByteBuffer[][] pieces = new ByteBuffer[4][];

    Rounds(AudioCodec codec) {
      ByteBuffer[] plain =
          clips.stream().map(clip -> clip.payload(codec)).toArray(ByteBuffer[]::new);
      for (boolean follows : new boolean[] {false, true}) {
        for (boolean followed : new boolean[] {false, true}) {
          pieces[index(follows, followed)] =
              codec.join().map(join -> joined(codec, join, follows, followed)).orElse(plain);
        }
      }
    }

    /** Each clip without what the joins stand for, and the joins before and between them. */
    private ByteBuffer[] joined(
        AudioCodec codec, PieceJoin join, boolean follows, boolean followed) {
      List<ByteBuffer> list = new ArrayList<>();
      int last = clips.size() - 1;
      for (int i = 0; i <= last; i++) {
        PieceEnds ends = clips.get(i).ends(codec);
        ByteBuffer payload = clips.get(i).payload(codec);
        PieceEnds before = clips.get(i == 0 ? last : i - 1).ends(codec);
        PieceEnds next = clips.get(i == last ? 0 : i + 1).ends(codec);
        int from = 0;
        if ((i > 0 || follows) && before.canJoin(ends)) {
          list.add(before.joinTo(ends, join));
          from = join.beginningBytes();
        }
        boolean cut = (i < last || followed) && ends.canJoin(next);
        int to = payload.capacity() - (cut ? join.endBytes() : 0);
        list.add(payload.slice(from, to - from));
      }
      return list.toArray(ByteBuffer[]::new);
    }
  }
}
