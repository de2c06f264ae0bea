package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The mouth of a phone: sends a packet each 20 ms, silence when there is nothing to say, keys as
 * RFC 4733 events or as tones. Orders come from any thread; packets leave on the sender's own.
 */
public final class RtpSender {
  /** The payload type the scenarios' SDP gives telephone-event. */
  public static final int EVENT_PAYLOAD_TYPE = 101;

  private static final int SAMPLES = 160;
  private static final long PTIME_NS = 20_000_000;
  private static final String EVENTS = "0123456789*#ABCD";

  /** RFC 4733 section 2.5.1.4: the end is sent three times in all. */
  private static final int ENDS = 3;

  private record EventStep(int event, int durationTicks, boolean first, boolean end) {}

  private final DatagramSocket socket;
  private final G711 law;
  private final ConcurrentLinkedQueue<byte[]> audio = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<EventStep> events = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;
  private volatile boolean mute;
  private int sequence = 1000;
  private int timestampTicks = 160_000;
  private int eventTimestampTicks;

  RtpSender(DatagramSocket socket, G711 law) {
    this.socket = socket;
    this.law = law;
  }

  /** Presses keys, each as an event of 100 ms and its end three times, 60 ms apart. */
  public void pressEvents(String keys) {
    keys.chars().map(EVENTS::indexOf).forEach(this::pressEvent);
  }

  private void pressEvent(int event) {
    for (int step = 1; step <= 5; step++) {
      events.add(new EventStep(event, step * SAMPLES, step == 1, false));
    }
    for (int end = 0; end < ENDS; end++) {
      events.add(new EventStep(event, 5 * SAMPLES, false, true));
    }
    for (int gap = 0; gap < 3; gap++) {
      events.add(new EventStep(-1, 0, false, false));
    }
  }

  /** Presses keys as tones of 100 ms, 100 ms apart. */
  public void pressTones(String keys) {
    keys.chars()
        .forEach(key -> {
          say(Sound.key((char) key, 100));
          say(Sound.silence(100));
        });
  }

  /** Says this at 8 kHz after all that was said before. */
  public void say(short[] pcm) {
    for (int at = 0; at < pcm.length; at += SAMPLES) {
      audio.add(encode(Arrays.copyOfRange(pcm, at, at + SAMPLES)));
    }
  }

  /** Sends no silence between what is said, like a phone whose network drops everything. */
  public void mute(boolean on) {
    mute = on;
  }

  void stop() {
    stopped = true;
  }

  void run(CompletableFuture<SocketAddress> remote) {
    SocketAddress target = remote.join();
    long dueNs = System.nanoTime();
    while (!stopped && !socket.isClosed()) {
      tick(target);
      timestampTicks += SAMPLES;
      dueNs += PTIME_NS;
      Await.sleepUntil(dueNs);
    }
  }

  /** An event takes the place of silence, but not of sound: gateways do send both at once. */
  private void tick(SocketAddress target) {
    byte[] sound = audio.poll();
    EventStep step = events.poll();
    if (sound != null) {
      send(target, law.payloadType(), false, timestampTicks, sound);
    }
    if (step != null && step.event >= 0) {
      sendEvent(target, step);
    } else if (sound == null && !mute) {
      send(target, law.payloadType(), false, timestampTicks, silence());
    }
  }

  private void sendEvent(SocketAddress target, EventStep step) {
    if (step.first) {
      eventTimestampTicks = timestampTicks;
    }
    ByteBuffer payload = ByteBuffer.allocate(4);
    payload.put((byte) step.event).put((byte) (step.end ? 0x8A : 0x0A));
    payload.putShort((short) step.durationTicks);
    send(target, EVENT_PAYLOAD_TYPE, step.first, eventTimestampTicks, payload.array());
  }

  private void send(SocketAddress target, int type, boolean marker, int ticks, byte[] payload) {
    ByteBuffer rtp = ByteBuffer.allocate(12 + payload.length);
    rtp.put((byte) 0x80).put((byte) (marker ? type | 0x80 : type)).putShort((short) sequence++);
    rtp.putInt(ticks).putInt(0x0D1A17EE).put(payload);
    try {
      socket.send(new DatagramPacket(rtp.array(), rtp.capacity(), target));
    } catch (IOException e) {
      // The far end has closed its port or this test is over: the receiving side tells which.
      stopped = stopped || socket.isClosed();
    }
  }

  private byte[] encode(short[] pcm) {
    byte[] codes = new byte[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      codes[i] = law.encode(pcm[i]);
    }
    return codes;
  }

  private byte[] silence() {
    byte[] codes = new byte[SAMPLES];
    Arrays.fill(codes, law.silence());
    return codes;
  }
}
