package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.FaceFixture;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.api.access.Links;
import io.dialtree.server.api.access.MemoryLinks;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.api.callflow.CallFlowFace;
import io.dialtree.server.api.dtmf.DtmfFace;
import io.dialtree.server.api.kazoo.KazooFace;
import io.dialtree.server.api.nativeapi.ContractSchemas.Operation;
import io.dialtree.server.api.zendesk.ZendeskFace;
import io.dialtree.server.call.LiveCall;
import io.dialtree.server.http.HttpStartFailure;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.task.Outbound;
import io.dialtree.server.task.OutboundLegs;
import io.dialtree.store.AuditRow;
import io.dialtree.store.CallRow;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All faces of a server behind real HTTP, and in them whatever the contract's examples name. */
final class ContractFixture implements AutoCloseable {
  private static final MemoryLinks LINKS =
      new MemoryLinks()
          .with(
              "link-XSbpBkCGXqZTZb2bPh0lFmIqOLXPjWbLsqOUs2NBrpA", new Links.Target("", "welcome"));
  private static final String KAZOO_ID = "0123456789abcdef0123456789abcdef";
  private static final String FLOW = "31347d42-00bd-44a5-9b5c-20dc4197a2f6";
  private static final String THING = "92b0aca6-12aa-480c-a7b7-a31df403418c";
  private static final Author ANNA = Author.of("anna");

  final ContractSchemas contract = new ContractSchemas();
  final ApiTestServer server;
  List<Face> faces = List.of();
  private final NativeFixture fixture;
  private final Outbound outbound;

  ContractFixture(Path folder) throws HttpStartFailure {
    fixture = new NativeFixture(folder);
    AddressGuard guard = new AddressGuard(List.of(), "callbacks-allow", InetAddress::getAllByName);
    outbound =
        new Outbound(
            fixture.store.tasks(),
            folder,
            OutboundLegs.none(),
            (_, _) -> new WebReply(200, "", ""),
            guard,
            Optional.empty(),
            Clock.systemUTC());
    var library = fixture.documents.library;
    AudioUpload audio = new AudioUpload(fixture.documents.uploads);
    server =
        new ApiTestServer((principals, authenticator) -> {
          Clock clock = Clock.systemUTC();
          faces =
              List.of(
                  new KazooFace(library, fixture.documents.uploads, authenticator, clock, "1"),
                  new ZendeskFace(library, audio, outbound.sms()),
                  new CallFlowFace(library, audio, LINKS, false, clock),
                  new DtmfFace(outbound, audio),
                  fixture.face(principals, authenticator));
          return faces;
        });
    server.addPrincipal("acme-key", Role.WRITE, "acme", "a long enough secret");
    fixture.store.records().write(List.of(record()));
    fixture
        .store
        .audit()
        .write(
            new AuditRow(
                "82dd3fcd7b7a03b1",
                Instant.parse("2026-11-21T10:00:00Z"),
                "anna",
                "PUT",
                "/api/v1/flows/front-door",
                "{\"face\":\"native\",\"source\":\"127.0.0.1\",\"status\":201}"));
    outbound.sms().send("", "", "+14155550100", "+14155550123", "Our address is 1 Main Street.");
  }

  private static CallRow record() {
    String json =
        """
        {"call_id":"1-32165@127.0.0.1","from":"+14155550100","to":"2000","trunk":"127.0.0.0/8",\
        "flow":"front-door","revision":"9f86d081","start":"2026-11-21T10:00:00Z",\
        "answer":"2026-11-21T10:00:00.2Z","end":"2026-11-21T10:00:09Z","duration_ms":9000,\
        "end_reason":{"who":"us","slug":"completed","sip_code":200},\
        "path":[{"flow":"front-door","node":"hello","at_ms":201}],\
        "digits":[{"digit":"1","source":"event","at_ms":4000}],"tags":[],"recordings":[],\
        "rtp":{"in":440,"out":441,"lost":0,"late":0}}\
        """;
    return new CallRow(
        "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        Instant.EPOCH,
        Instant.EPOCH,
        "+14155550100",
        "2000",
        "front-door",
        "completed",
        json);
  }

  /** Makes what the examples speak of, as far as it is not there. */
  void prepare() {
    put(DocumentKind.KAZOO_MENU, "acme", KAZOO_ID, "{'name': 'x'}");
    put(DocumentKind.KAZOO_MEDIA, "acme", KAZOO_ID, "{'name': 'x'}");
    put(
        DocumentKind.KAZOO_CALLFLOW,
        "acme",
        KAZOO_ID,
        "{'numbers': ['2109'], 'flow': {'module': 'hangup', 'data': {}}}");
    put(
        DocumentKind.ZENDESK_IVR,
        "",
        "10001",
        "{'id': 10001, 'name': 'Sales', 'menus': [{'id': 10001, 'name': 'Second', 'default': false,"
            + " 'routes': [{'id': 10001, 'keypress': '9', 'action': 'group', 'options':"
            + " {'group_ids': [10001]}}]}, {'id': 10002, 'name': 'Main', 'default': true,"
            + " 'routes': []}]}");
    put(DocumentKind.ZENDESK_GROUP, "", "10001", "{'id': 10001, 'name': 'Support Group'}");
    put(
        DocumentKind.ZENDESK_GREETING,
        "",
        "10001",
        "{'id': 10001, 'name': 'Hello', 'category_id': 5}");
    put(
        DocumentKind.ZENDESK_PHONE_NUMBER,
        "",
        "10001",
        "{'id': 10001, 'number': '+15550109', 'nickname': 'Front desk'}");
    callFlows();
    fixture.documents.uploads.put("acme", KAZOO_ID, TestLibrary.wav(440));
    fixture.documents.uploads.put("", "welcome", TestLibrary.wav(440));
    if (fixture.live.isEmpty()) {
      fixture.live.add(
          new LiveCall(
              "1-32165@127.0.0.1",
              "+14155550100",
              "2000",
              "127.0.0.0/8",
              "front-door",
              "9f86d081",
              "front-door/hello",
              "2026-11-21T10:00:00Z",
              "2026-11-21T10:00:00.2Z"));
    }
  }

  private void callFlows() {
    String flow = "{'s': {'module': 'start', 'next': 'b'}, 'b': {'module': 'busy'}}";
    String stamps = ", 'created_on': '2026-11-20', 'updated_on': '2026-11-21'}";
    put(
        DocumentKind.CALLFLOW,
        "",
        FLOW,
        "{'uuid': '" + FLOW + "', 'name': 'Busy', 'extension': 501, 'flow': " + flow + stamps);
    String thing = "{'uuid': '" + THING + "', ";
    put(
        DocumentKind.CALLFLOW_USER,
        "",
        THING,
        thing + "'user_name': 'pete', 'extension': 601" + stamps);
    for (DocumentKind kind :
        List.of(
            DocumentKind.CALLFLOW_GROUP,
            DocumentKind.CALLFLOW_SOUND,
            DocumentKind.CALLFLOW_PLAYLIST,
            DocumentKind.CALLFLOW_MAILBOX,
            DocumentKind.CALLFLOW_TRUNK)) {
      put(kind, "", THING, thing + "'name': 'Pete'" + stamps);
    }
    put(
        DocumentKind.NUMBER,
        "",
        THING,
        thing
            + "'number': '+441234567890', 'flow': '"
            + FLOW
            + "', 'target': 'callflow/"
            + FLOW
            + "'"
            + stamps);
  }

  private void put(DocumentKind kind, String account, String id, String json) {
    DocumentKey key = new DocumentKey(kind, account, id);
    var library = fixture.documents.library;
    if (library.find(key).isEmpty()) {
      ChangeResult result = library.put(key, json.replace('\'', '"'), ANNA, Expectation.none());
      if (!(result instanceof ChangeResult.Stored)) {
        throw new IllegalStateException(kind + ": " + result);
      }
    }
  }

  /** A flow stays as long as a number leads to it. */
  private void removeNumbers() {
    var library = fixture.documents.library;
    library.documents().documents().stream()
        .filter(it -> it.key().kind() == DocumentKind.NUMBER)
        .forEach(it -> library.remove(it.key(), ANNA, Expectation.none()));
  }

  /** Sends the documented request. */
  HttpResponse<byte[]> send(Operation operation) {
    if (operation.method().equals("DELETE") && operation.path().startsWith("/voip/flow")) {
      removeNumbers();
    }
    return send(operation, operation.method(), body(operation), credentials(operation), it -> it);
  }

  /** The body of the example; for audio, audio. */
  static byte[] body(Operation operation) {
    JsonNode content = operation.node().path("requestBody").path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      return new byte[0];
    }
    JsonNode example = content.properties().iterator().next().getValue().path("example");
    return example.isMissingNode()
        ? TestLibrary.wav(440)
        : (example.isTextual() ? example.textValue() : example.toString())
            .getBytes(StandardCharsets.UTF_8);
  }

  /** As the operation's security asks for it. */
  Map<String, String> credentials(Operation operation) {
    return switch (operation.path().split("/", -1)[1] + operation.path().startsWith("/api/v2")) {
      case "v2false" -> Map.of("X-Auth-Token", ApiTestServer.ADMIN);
      case "apitrue" -> FaceFixture.TOKEN;
      case "voipfalse" -> FaceFixture.THREE_HEADERS;
      case "voiceapifalse" -> FaceFixture.PRODUCT;
      default -> Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN);
    };
  }

  /** Sends something like the documented request. */
  HttpResponse<byte[]> send(
      Operation operation,
      String method,
      byte[] body,
      Map<String, String> credentials,
      UnaryOperator<String> parameter) {
    String path = operation.path();
    for (JsonNode it : contract.parameters(operation, "path")) {
      String value = parameter.apply(it.path("example").asText());
      String escaped = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2F", "/");
      path = path.replace("{" + it.path("name").asText() + "}", escaped);
    }
    String query = "";
    for (JsonNode it : contract.parameters(operation, "query")) {
      if (it.path("required").asBoolean()) {
        String value = parameter.apply(it.path("example").asText());
        query =
            "?" + it.path("name").asText() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
      }
    }
    Map<String, String> headers = new HashMap<>(credentials);
    JsonNode content = operation.node().path("requestBody").path("content");
    if (body.length > 0 && !content.isEmpty()) {
      headers.put("Content-Type", content.fieldNames().next().replace("audio/*", "audio/wav"));
    }
    return server.exchange(method, path + query, headers, body, BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.close();
    outbound.close();
    fixture.close();
  }
}
