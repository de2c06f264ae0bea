package io.dialtree.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.ConfigFolder;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.settings.Cidr;
import io.dialtree.media.codec.Codecs;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.api.access.StoredLinks;
import io.dialtree.server.api.callflow.CallFlowFace;
import io.dialtree.server.api.dtmf.DtmfFace;
import io.dialtree.server.api.kazoo.KazooFace;
import io.dialtree.server.api.zendesk.ZendeskFace;
import io.dialtree.server.http.HttpStartFailure;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.server.prompt.PromptStore;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.server.task.ManualClock;
import io.dialtree.server.task.Outbound;
import io.dialtree.server.task.OutboundLegs;
import io.dialtree.speech.SpeechEngine;
import io.dialtree.speech.SpeechFailure;
import io.dialtree.speech.SpeechResult;
import io.dialtree.store.MemoryDocumentTable;
import io.dialtree.store.sql.SqlStore;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faces of the other systems behind a real HTTP server, over an empty library. */
public final class FaceFixture implements AutoCloseable {
  /** Basic credentials as an API token has them. */
  public static final Map<String, String> TOKEN =
      basic("agent@example.com/token:" + ApiTestServer.ADMIN);

  /** Three headers. */
  public static final Map<String, String> THREE_HEADERS =
      Map.of(
          "x-auth-reseller",
          "reseller",
          "x-auth-user",
          "admin",
          "x-auth-password",
          ApiTestServer.ADMIN);

  /** A product token. */
  public static final Map<String, String> PRODUCT =
      Map.of("X-CM-PRODUCTTOKEN", ApiTestServer.ADMIN);

  /** A user of the account {@code acme}, and its password. */
  public static final String ACME_USER = "anna@acme.example";

  /** See {@link #ACME_USER}. */
  public static final String ACME_PASSWORD = "the-password-of-anna";

  /** A user bound to no account, and its password. */
  public static final String FREE_USER = "agent@example.com";

  /** See {@link #FREE_USER}. */
  public static final String FREE_PASSWORD = "the-password-of-an-agent";

  public final ApiTestServer server;
  public final FlowLibrary library;
  public final MemoryDocumentTable table = new MemoryDocumentTable();
  public final SqlStore store;
  public final Outbound outbound;
  public final List<Face> faces = new ArrayList<>();
  public final ManualClock clock = new ManualClock();

  private static final SpeechEngine MUTE =
      new SpeechEngine() {
        @Override
        public String name() {
          return "mute";
        }

        @Override
        public SpeechResult speak(String text, Optional<String> voice) {
          return new SpeechFailure("mute");
        }
      };

  /** Starts over the configuration in a folder, which also gets the store. */
  public FaceFixture(Path folder, boolean envelopeOnDelete) {
    library =
        FlowLibrary.open(
            ConfigFolder.load(folder.resolve("config"), Map.of(), Map.of()), table, clock);
    store = SqlStore.sqlite(folder.resolve("data"));
    AddressGuard guard =
        new AddressGuard(
            List.of(Cidr.parse("127.0.0.0/8").orElseThrow()),
            "callbacks-allow",
            InetAddress::getAllByName);
    outbound =
        new Outbound(
            store.tasks(),
            folder.resolve("data"),
            OutboundLegs.none(),
            (request, address) -> new WebReply(200, "", ""),
            guard,
            Optional.empty(),
            clock);
    PromptShelf shelf =
        new PromptShelf(AudioFiles.ofAll(Map.of()), MUTE, Optional.empty(), Codecs.named("PCMU"));
    PromptUploads uploads =
        new PromptUploads(
            new PromptStore(store.audio(), folder.resolve("prompts"), clock),
            shelf,
            library::folderPrompts,
            library::usePrompts);
    AudioUpload audio = new AudioUpload(uploads);
    try {
      server =
          new ApiTestServer((_, authenticator) -> {
            faces.addAll(
                List.of(
                    new KazooFace(library, uploads, authenticator, clock, "1.0"),
                    new ZendeskFace(library, audio, outbound.sms()),
                    new CallFlowFace(
                        library,
                        audio,
                        new StoredLinks(store.sessions(), clock),
                        envelopeOnDelete,
                        clock),
                    new DtmfFace(outbound, audio)));
            return faces;
          });
    } catch (HttpStartFailure e) {
      throw new IllegalStateException(e);
    }
    server.addPrincipal(ACME_USER, Role.WRITE, "acme", ACME_PASSWORD);
    server.addPrincipal(FREE_USER, Role.WRITE, "", FREE_PASSWORD);
  }

  /**
   * What came back.
   *
   * @param json of the body, an empty object when there is none
   */
  public record Answer(int status, JsonNode json, HttpResponse<String> response) {
    /** A value by JSON pointer. */
    public JsonNode at(String pointer) {
      return json.at(pointer);
    }
  }

  /** Basic credentials. */
  public static Map<String, String> basic(String pair) {
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends JSON; an empty text is no body. */
  public Answer send(String method, String path, Map<String, String> headers, String body) {
    return send(method, path, headers, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends anything. */
  public Answer send(
      String method, String path, Map<String, String> headers, String type, byte[] body) {
    Map<String, String> all = new HashMap<>(headers);
    if (body.length > 0) {
      all.put("Content-Type", type);
    }
    HttpResponse<String> response = server.send(method, path, all, body);
    String text = response.body();
    boolean isJson =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return new Answer(
        response.statusCode(),
        text.isEmpty() || !isJson ? Json.object() : Json.parse(text),
        response);
  }

  @Override
  public void close() {
    server.close();
    outbound.close();
    store.close();
  }
}
