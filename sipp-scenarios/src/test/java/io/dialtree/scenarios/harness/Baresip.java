package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A phone that nobody here wrote: one baresip process without a sound card. It speaks from a WAV,
 * records what it decodes, and takes keys on a UDP port of its console. Used by one test.
 */
public final class Baresip implements AutoCloseable {
  /** It ends by itself after this, so that no phone is ever left running. */
  private static final int LIFE_SECONDS = 30;

  private final Process process;
  private final Path folder;
  private final InetSocketAddress console;

  private Baresip(Process process, Path folder, InetSocketAddress console) {
    this.process = process;
    this.folder = folder;
    this.console = console;
  }

  /** Starts the phone and dials. */
  public static Baresip dial(String uri) throws IOException {
    return dial(uri, "");
  }

  /** The same with a media encryption of baresip, such as {@code srtp-mand}. */
  public static Baresip dial(String uri, String encryption) throws IOException {
    Path program = Tools.baresip();
    Path folder = Tools.workFolder("baresip");
    int console = Ports.free();
    Sound.writeWav(folder.resolve("say.wav"), Sound.silence(60_000), 8_000, 1);
    String account = "<sip:tester@127.0.0.1>;regint=0";
    Files.writeString(
        folder.resolve("accounts"),
        encryption.isEmpty() ? account + "\n" : account + ";mediaenc=" + encryption + "\n");
    Files.writeString(folder.resolve("contacts"), "");
    Files.write(folder.resolve("config"), settings(program, folder, console));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "-f",
                folder.toString(),
                "-e",
                "/dial " + uri,
                "-t",
                String.valueOf(LIFE_SECONDS)));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("screen.log").toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    return new Baresip(builder.start(), folder, Ports.local(console));
  }

  /** The filter sndfile records; it runs only where a player is, and aubridge is one in memory. */
  private static List<String> settings(Path program, Path folder, int console) {
    Path modules = program.resolveSibling("../lib/baresip/modules").normalize();
    return List.of(
        "module_path " + modules,
        "sip_listen 127.0.0.1:" + Ports.free(),
        "cons_listen 127.0.0.1:" + console,
        "audio_source aufile," + folder.resolve("say.wav"),
        "audio_player aubridge,nobody",
        "ausrc_srate 8000",
        "auplay_srate 8000",
        "ausrc_channels 1",
        "auplay_channels 1",
        "rtp_ports 61600-61999",
        "snd_path " + folder,
        "module g711.so",
        "module aufile.so",
        "module aubridge.so",
        "module sndfile.so",
        "module srtp.so",
        "module cons.so",
        "module_app account.so",
        "module_app menu.so");
  }

  /** Waits until this text stands on its screen. */
  public void awaitScreen(String text) {
    Await.until(
        () -> screen().contains(text),
        Duration.ofSeconds(15),
        () -> "baresip did not say '" + text + "' but: " + screen());
  }

  /** Presses a key. */
  public void press(char key) throws IOException {
    byte[] keys = String.valueOf(key).getBytes(StandardCharsets.US_ASCII);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(keys, keys.length, console));
    }
  }

  /** Ends the phone and returns what it heard. */
  public Heard hangUp() throws IOException {
    close();
    try (Stream<Path> files = Files.list(folder)) {
      Path recording =
          files
              .filter(file -> file.toString().endsWith("-dec.wav"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("baresip recorded nothing: " + screen()));
      return Heard.in(Sound.readWav(recording));
    }
  }

  @Override
  public void close() {
    process.destroy();
    Await.until(() -> !process.isAlive(), Duration.ofSeconds(5), () -> "baresip does not end");
  }

  private String screen() {
    try {
      return Files.readString(folder.resolve("screen.log"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
