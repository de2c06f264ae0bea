package io.dialtree.server.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.Prompt;
import io.dialtree.store.DocumentRevision;
import io.dialtree.store.DocumentTable;
import io.dialtree.store.MemoryDocumentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlowLibraryTest {
  private static final Author ANNA = new Author("anna", "a test");
  private static final DocumentKey MENU = new DocumentKey(DocumentKind.KAZOO_MENU, "acme", "m1");
  private static final DocumentKey CALLFLOW =
      new DocumentKey(DocumentKind.KAZOO_CALLFLOW, "acme", "c1");
  private static final String CALLFLOW_JSON =
      """
      {"numbers": ["100"], "flow": {"module": "menu", "data": {"id": "m1"}}}\
      """;

  @TempDir private Path folder;
  private final DocumentTable table = new MemoryDocumentTable();

  private FlowLibrary open() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    return FlowLibrary.open(ConfigFolder.load(folder, Map.of(), Map.of()), table, clock);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static DocumentKey flow(String id) {
    return DocumentKey.shared(DocumentKind.NATIVE_FLOW, id);
  }

  private static String says(String number, String text) {
    return "numbers: [%s]\nstart: a\nnodes:\n  a: {hangup: {prompt: {say: %s}}}\n"
        .formatted(number, text);
  }

  private static String menu(String greeting) {
    return "{\"name\": \"m\", \"x_unknown\": 1.50, \"media\": {\"greeting\": \""
        + greeting
        + "\"}}";
  }

  private static Iterable<Prompt> heard(FlowBook book, String number) {
    return book.choose(number).orElseThrow().flow().prompts();
  }

  @Test
  void aDocumentThatIsPutIsReachedByTheNextCall() {
    FlowLibrary library = open();
    FlowBook before = library.book();
    ChangeResult result = library.put(flow("a"), says("100", "hello"), ANNA, Expectation.none());
    assertThat(result).isInstanceOf(ChangeResult.Stored.class);
    assertThat(library.book().choose("100")).isPresent();
    assertThat(before.choose("100")).isEmpty();
  }

  @Test
  void aDocumentKeepsItsWordsAndUnknownFields() {
    FlowLibrary library = open();
    library.put(MENU, menu("hello"), ANNA, Expectation.none());
    assertThat(library.find(MENU)).map(Document::json).contains(menu("hello"));
  }

  @Test
  void aChangedMenuChangesTheCallflowThatUsesIt() {
    FlowLibrary library = open();
    library.put(MENU, menu("one"), ANNA, Expectation.none());
    library.put(CALLFLOW, CALLFLOW_JSON, ANNA, Expectation.none());
    FlowBook before = library.book();
    library.put(MENU, menu("two"), ANNA, Expectation.none());
    assertThat(heard(library.book(), "100")).isNotEqualTo(heard(before, "100"));
    assertThat(library.book().flow("c1").orElseThrow().revision())
        .isNotEqualTo(before.flow("c1").orElseThrow().revision());
  }

  @Test
  void aBrokenDocumentIsRefusedWithTheKeyAndTheRule() {
    FlowLibrary library = open();
    ChangeResult result =
        library.put(MENU, "{\"name\": \"m\", \"retries\": 11}", ANNA, Expectation.none());
    assertThat(result).isInstanceOf(ChangeResult.Refused.class);
    assertThat(((ChangeResult.Refused) result).findings())
        .extracting(Finding::key, Finding::rule)
        .containsExactly(tuple("retries", "maximum"));
    assertThat(library.find(MENU)).isEmpty();
  }

  private static ChangeResult putNodes(FlowLibrary library, String nodes) {
    String yaml = "numbers: [100]\nstart: a\nnodes:\n" + nodes.indent(2);
    return library.put(flow("a"), yaml, ANNA, Expectation.none());
  }

  @Test
  void aSaveFindsWhatTheCheckFinds() {
    FlowLibrary library = open();
    ChangeResult warned =
        putNodes(
            library, "a: {menu: {choices: {\"1\": b, \"12\": b}}}\nb: {hangup: }\nc: {hangup: }");
    assertThat(((ChangeResult.Stored) warned).warnings())
        .extracting(it -> it.at().line() + ":" + it.at().column() + " " + it.rule())
        .containsExactlyInAnyOrder("4:24 prefix", "6:6 unreachable");

    ChangeResult circle = putNodes(library, "a: {goto: b}\nb: {goto: a}");
    assertThat(((ChangeResult.Refused) circle).findings())
        .extracting(Finding::rule)
        .contains("endless");

    ChangeResult early = putNodes(library, "a: {goto: {flow: later}}");
    assertThat(((ChangeResult.Stored) early).warnings())
        .extracting(it -> it.at().line() + ":" + it.at().column() + " " + it.rule())
        .containsExactly("4:20 missing-flow");
  }

  @Test
  void aRefusalShowsMissingAudioAndMissingFlowsToo() {
    FlowLibrary library = open();
    ChangeResult nodes =
        putNodes(
            library, "a: {play: {prompt: nowhere, then: b, tmes: 2}}\nb: {goto: {flow: gone}}");
    assertThat(((ChangeResult.Refused) nodes).findings())
        .extracting(it -> it.at().line() + " " + it.rule() + " " + it.severity())
        .containsExactlyInAnyOrder(
            "4 unknown-key ERROR", "4 missing-prompt WARNING", "5 missing-flow WARNING");

    ChangeResult kazoo =
        library.put(
            CALLFLOW,
            "{\"numbers\": [\"100\"], \"flow\": {\"module\": \"play\", \"data\": {\"id\":"
                + " \"nowhere\", \"loop_count\": 0}, \"children\": {\"_\": {\"module\":"
                + " \"callflow\", \"data\": {\"id\": \"gone\"}}}}}",
            ANNA,
            Expectation.none());
    assertThat(((ChangeResult.Refused) kazoo).findings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("minimum", "missing-prompt", "missing-flow");
    assertThat(library.findings()).isEmpty();
  }

  @Test
  void aRefusedMenuShowsItsMissingAudioToo() {
    ChangeResult menu =
        open()
            .put(
                MENU,
                "{\"name\": \"m\", \"retries\": 11, \"media\": {\"greeting\": \"nowhere\","
                    + " \"exit_media\": \"gone\"}}",
                ANNA,
                Expectation.none());
    assertThat(((ChangeResult.Refused) menu).findings())
        .extracting(it -> it.rule() + " " + it.key())
        .containsExactlyInAnyOrder(
            "maximum retries", "missing-prompt media", "missing-prompt media");
  }

  @Test
  void everythingWrongWithABrokenFileIsFoundAtTheStart() throws IOException {
    write(
        "flows/callflow/a.json",
        "{\"name\": \"a\", \"extension\": 0, \"flow\": {\"s\": {\"module\": \"start\","
            + " \"next\": \"p\"}, \"p\": {\"module\": \"play\", \"sound\": \"nowhere\","
            + " \"next\": \"t\"}, \"t\": {\"module\": \"trunk\", \"uuid\": \"gone\"}}}");
    write(
        "flows/zendesk/ivrs/1.json",
        "{\"name\": \"z\", \"menus\": [{\"id\": 1, \"default\": true, \"name\": \"m\","
            + " \"greeting_id\": 5, \"routes\": [{\"keypress\": \"x\"}]}]}");
    write(
        "flows/zendesk/greetings/5.json",
        "{\"name\": \"g\", \"category_id\": 5, \"audio_name\": \"silent\"}");
    FlowLibrary library = open();
    assertThat(library.findings())
        .extracting(it -> it.rule() + " " + it.key())
        .contains("minimum extension", "target flow.t.uuid", "missing-prompt p")
        .contains("enum menus.0.routes.0.keypress", "missing-prompt menu/1");
    assertThat(library.book().flows()).isEmpty();
  }

  @Test
  void aNumberThatSomebodyHasIsRefused() {
    FlowLibrary library = open();
    library.put(flow("b"), says("100", "first"), ANNA, Expectation.none());
    assertThat(library.put(flow("a"), says("100", "second"), ANNA, Expectation.none()))
        .isInstanceOf(ChangeResult.Refused.class);
  }

  @Test
  void whoExpectsAnOlderRevisionIsToldTheCurrentOne() {
    FlowLibrary library = open();
    library.put(MENU, menu("one"), ANNA, Expectation.absent());
    String current = library.find(MENU).orElseThrow().revision();
    assertThat(library.put(MENU, menu("two"), ANNA, Expectation.revision("old")))
        .isEqualTo(new ChangeResult.Conflict(current));
    assertThat(library.put(MENU, menu("two"), ANNA, Expectation.absent()))
        .isEqualTo(new ChangeResult.Conflict(current));
    assertThat(library.put(MENU, menu("two"), ANNA, Expectation.revision(current)))
        .isInstanceOf(ChangeResult.Stored.class);
  }

  @Test
  void aFileOwnsItsDocumentForEveryAccount() throws IOException {
    write("flows/kazoo/menus/m1.json", menu("file"));
    FlowLibrary library = open();
    assertThat(library.find(MENU)).map(Document::json).contains(menu("file"));
    assertThat(library.list(DocumentKind.KAZOO_MENU, "acme")).hasSize(1);
    assertThat(library.put(MENU, menu("api"), ANNA, Expectation.none()))
        .isEqualTo(
            new ChangeResult.OwnedByFile(folder.resolve("flows/kazoo/menus/m1.json").toString()));
    assertThat(library.remove(MENU, ANNA, Expectation.none()))
        .isInstanceOf(ChangeResult.OwnedByFile.class);
  }

  @Test
  void everyRevisionIsKeptAndCanComeBack() {
    FlowLibrary library = open();
    library.put(MENU, menu("one"), ANNA, Expectation.none());
    library.put(MENU, menu("two"), new Author("bert", "louder"), Expectation.none());
    library.remove(MENU, ANNA, Expectation.none());
    assertThat(library.find(MENU)).isEmpty();
    assertThat(library.history().revisions(MENU))
        .extracting(
            DocumentRevision::number, DocumentRevision::principal, DocumentRevision::deleted)
        .containsExactly(tuple(3, "anna", true), tuple(2, "bert", false), tuple(1, "anna", false));
    assertThat(library.rollBack(MENU, 1, ANNA)).isInstanceOf(ChangeResult.Stored.class);
    assertThat(library.find(MENU)).map(Document::json).contains(menu("one"));
    assertThat(library.rollBack(MENU, 3, ANNA)).isEqualTo(new ChangeResult.NotFound());
  }

  @Test
  void whatIsStoredIsThereAfterAStart() {
    open().put(flow("a"), says("100", "hello"), ANNA, Expectation.none());
    assertThat(open().book().choose("100")).isPresent();
  }

  @Test
  void aNodeLearnsWhatAnotherHasWrittenAndWritesOnTopOfIt() {
    FlowLibrary one = open();
    FlowLibrary two = open();
    one.put(flow("a"), says("100", "hello"), ANNA, Expectation.none());
    assertThat(two.book().choose("100")).isPresent();
    assertThat(two.put(flow("b"), says("100", "mine"), ANNA, Expectation.none()))
        .isInstanceOf(ChangeResult.Refused.class);
  }

  @Test
  void aChangedFileIsTakenInAndABrokenOneKeepsItsLastGoodVersion() throws IOException {
    write("flows/a.yaml", says("100", "one"));
    write("flows/b.yaml", says("200", "one"));
    FlowLibrary library = open();
    write("flows/a.yaml", says("101", "two"));
    write("flows/b.yaml", "nodes: [");
    ReloadResult result = library.reload();
    assertThat(result.keptFiles()).containsExactly(folder.resolve("flows/b.yaml").toString());
    assertThat(result.findings()).extracting(Finding::rule).contains("parse");
    assertThat(library.book().choose("101")).isPresent();
    assertThat(library.book().choose("100")).isEmpty();
    assertThat(library.book().choose("200")).isPresent();
    Files.delete(folder.resolve("flows/b.yaml"));
    assertThat(library.reload().changed()).isEqualTo(1);
    assertThat(library.book().choose("200")).isEmpty();
  }

  @Test
  void numbersLeadToDocumentsOfAnyDialect() throws IOException {
    write("flows/a.yaml", says("100", "one"));
    write("numbers.yaml", "\"2000\": native/a\n\"^49.*\": native/a\n\"3000\": native/nobody\n");
    FlowLibrary library = open();
    assertThat(library.book().choose("2000")).isPresent();
    assertThat(library.book().choose("4912")).isPresent();
    assertThat(library.book().choose("3000")).isEmpty();
    assertThat(library.findings()).extracting(Finding::rule).containsExactly("target");
    assertThat(library.findings().getFirst().at().line()).isEqualTo(3);
  }

  @Test
  void aDifferenceIsToldLineByLine() {
    FlowLibrary library = open();
    library.put(MENU, menu("one"), ANNA, Expectation.none());
    library.put(MENU, menu("two"), ANNA, Expectation.none());
    assertThat(library.history().diff(MENU, 1, 2).orElseThrow())
        .contains("-    \"greeting\" : \"one\"", "+    \"greeting\" : \"two\"");
    assertThat(library.history().diff(MENU, 1, 3)).isEmpty();
  }

  @Test
  void anUploadedPromptIsMissingNoMore() {
    FlowLibrary library = open();
    library.put(MENU, menu("one"), ANNA, Expectation.none());
    library.put(CALLFLOW, CALLFLOW_JSON, ANNA, Expectation.none());
    assertThat(library.findings()).extracting(Finding::rule).containsExactly("missing-prompt");
    library.usePrompts(AudioFiles.ofAll(Map.of("one", folder.resolve("one.wav"))));
    assertThat(library.findings()).isEmpty();
    assertThat(library.promptFiles().files()).containsKey("one");
  }

  @Test
  void audioOfAnotherAccountIsMissing() {
    FlowLibrary library = open();
    library.put(MENU, menu("one"), ANNA, Expectation.none());
    library.put(CALLFLOW, CALLFLOW_JSON, ANNA, Expectation.none());
    Map<String, Path> files =
        Map.of("one", folder.resolve("one.wav"), "ones", folder.resolve("ones.wav"));
    library.usePrompts(new AudioFiles(files, Map.of("one", "beta", "ones", "beta")));
    assertThat(library.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo("missing-prompt"))
        .satisfies(it -> assertThat(it.nearest()).isEmpty());
    library.usePrompts(new AudioFiles(files, Map.of("one", MENU.account())));
    assertThat(library.findings()).isEmpty();
  }

  private static DocumentKey callflow(String account, String id) {
    return new DocumentKey(DocumentKind.KAZOO_CALLFLOW, account, id);
  }

  private static String reachedBy(String claims) {
    return "{" + claims + ", \"flow\": {\"module\": \"hangup\", \"data\": {}}}";
  }

  private static List<Finding> refusal(ChangeResult result) {
    assertThat(result).isInstanceOf(ChangeResult.Refused.class);
    return ((ChangeResult.Refused) result).findings();
  }

  private static DocumentKey row(String account, String number) {
    return new DocumentKey(DocumentKind.NUMBER, account, number);
  }

  private static String leads(String number, String target) {
    return "{\"number\": \"%s\", \"target\": \"%s\"}".formatted(number, target);
  }

  @Test
  void aNumberWhoseFlowIsGoneHoldsUpNobodyElse() {
    FlowLibrary library = open();
    library.put(flow("f1"), says("100", "hello"), ANNA, Expectation.none());
    library.put(row("", "8001"), leads("8001", "f1"), ANNA, Expectation.none());
    library.remove(flow("f1"), ANNA, Expectation.none());
    assertThat(library.findings()).extracting(Finding::rule).contains("target");
    assertThat(
            library.put(
                callflow("pg", "c9"),
                reachedBy("\"numbers\": [\"9123\"]"),
                ANNA,
                Expectation.none()))
        .isEqualTo(
            new ChangeResult.Stored(
                library.find(callflow("pg", "c9")).orElseThrow(), 1, List.of()));
  }

  @Test
  void twoAccountsMayHaveTheSameExtension() {
    FlowLibrary library = open();
    String claims = "\"numbers\": [\"2000\", \"no_match\"], \"patterns\": [\"^5(.)$\"]";
    library.put(callflow("cf", "c1"), reachedBy(claims), ANNA, Expectation.none());
    assertThat(library.put(callflow("other", "c2"), reachedBy(claims), ANNA, Expectation.none()))
        .isInstanceOf(ChangeResult.Stored.class);
    assertThat(library.book().hunt("2000", "cf").orElseThrow().flow().id()).isEqualTo("c1");
    assertThat(library.book().hunt("2000", "other").orElseThrow().flow().id()).isEqualTo("c2");
    assertThat(library.book().hunt("51", "other").orElseThrow().flow().id()).isEqualTo("c2");
  }

  @Test
  void aCallFromOutsideReachesNoneOfTwoAccountsUntilANumberSaysWhich() {
    FlowLibrary library = open();
    String claims = reachedBy("\"numbers\": [\"2000\"]");
    library.put(callflow("cf", "c1"), claims, ANNA, Expectation.none());
    assertThat(library.book().choose("2000").orElseThrow().flow().id()).isEqualTo("c1");
    library.put(callflow("other", "c2"), claims, ANNA, Expectation.none());
    assertThat(library.book().choose("2000")).isEmpty();
    library.put(row("", "2000"), leads("2000", "kazoo/c2"), ANNA, Expectation.none());
    assertThat(library.book().choose("2000").orElseThrow().flow().id()).isEqualTo("c2");
  }

  @Test
  void aNumberInInternationalFormIsOfOneAccountAndTheOtherIsNotNamed() {
    FlowLibrary library = open();
    library.put(
        callflow("cf", "c1"),
        reachedBy("\"numbers\": [\"+14155550100\"]"),
        ANNA,
        Expectation.none());
    List<Finding> findings =
        refusal(
            library.put(
                callflow("other", "c2"),
                reachedBy("\"numbers\": [\"1 (415) 555-0100\"]"),
                ANNA,
                Expectation.none()));
    assertThat(findings)
        .extracting(Finding::message)
        .containsExactly("\"+14155550100\" is already claimed by another account");
  }

  @Test
  void aClashNamesTheOneThatHasTheNumber() {
    FlowLibrary library = open();
    library.put(
        callflow("cf", "z9"), reachedBy("\"numbers\": [\"2007\"]"), ANNA, Expectation.none());
    List<Finding> ofFlow =
        refusal(
            library.put(
                callflow("cf", "a1"),
                reachedBy("\"numbers\": [\"2007\"]"),
                ANNA,
                Expectation.none()));
    assertThat(ofFlow).extracting(Finding::message).singleElement().asString().contains("z9");
    library.put(flow("f1"), says("100", "hello"), ANNA, Expectation.none());
    List<Finding> ofNumber =
        refusal(library.put(row("cf", "2007"), leads("2007", "f1"), ANNA, Expectation.none()));
    assertThat(ofNumber).extracting(Finding::message).singleElement().asString().contains("z9");
  }

  @Test
  void aNumberLeadsToNoFlowOfAnotherAccountAndDoesNotNameIt() {
    FlowLibrary library = open();
    library.put(flow("f1"), says("100", "hello"), ANNA, Expectation.none());
    library.put(callflow("cf", "c1"), reachedBy("\"numbers\": [\"1\"]"), ANNA, Expectation.none());
    List<Finding> findings =
        refusal(library.put(row("wa", "779"), leads("779", "kazoo/c1"), ANNA, Expectation.none()));
    assertThat(findings)
        .extracting(Finding::rule, Finding::allowed)
        .containsExactly(tuple("target", "native/f1"));
    assertThat(library.put(row("", "779"), leads("779", "kazoo/c1"), ANNA, Expectation.none()))
        .isInstanceOf(ChangeResult.Stored.class);
  }

  @Test
  void oneNumberIsListedOnceInAnySpelling() {
    FlowLibrary library = open();
    library.put(flow("f1"), says("100", "hello"), ANNA, Expectation.none());
    String number = "+441111111111";
    library.put(row("", "a"), leads(number, "f1"), ANNA, Expectation.none());
    List<Finding> findings =
        refusal(library.put(row("", "b"), leads("441111111111", "f1"), ANNA, Expectation.none()));
    assertThat(findings).extracting(Finding::rule).containsExactly("unique");
    assertThat(library.book().choose("00441111111111")).isPresent();
    assertThat(library.book().choose("441111111111")).isPresent();
  }

  @Test
  void audioThatIsMissingWhenAFlowIsSavedIsAWarning() {
    FlowLibrary library = open();
    String text = "numbers: [5]\nstart: a\nnodes:\n  a: {hangup: {prompt: later}}\n";
    ChangeResult result = library.put(flow("a"), text, ANNA, Expectation.none());
    assertThat(result).isInstanceOf(ChangeResult.Stored.class);
    assertThat(((ChangeResult.Stored) result).warnings())
        .extracting(Finding::rule, Finding::isError)
        .containsExactly(tuple("missing-prompt", false));
  }
}
