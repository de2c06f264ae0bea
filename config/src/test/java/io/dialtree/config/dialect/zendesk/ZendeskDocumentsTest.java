package io.dialtree.config.dialect.zendesk;

import static io.dialtree.config.dialect.GoldenDocuments.errors;
import static io.dialtree.config.dialect.GoldenDocuments.shouldRoundTrip;
import static io.dialtree.config.dialect.GoldenDocuments.text;
import static io.dialtree.config.dialect.GoldenDocuments.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZendeskDocumentsTest {
  private final Findings findings = new Findings();

  private ZendeskRoute route(String json) {
    return ZendeskRoute.read(tree(json), "", findings);
  }

  private ZendeskAccount account() throws IOException {
    return ZendeskAccount.of(
        List.of(ZendeskGreeting.read(tree(text("zendesk/greeting.json")), findings)),
        List.of(ZendeskGroup.read(tree(text("zendesk/group.json")), findings)),
        List.of(ZendeskPhoneNumber.read(tree(text("zendesk/phone_number.json")), findings)));
  }

  @Test
  void everyFieldOfADocumentSurvivesTheModel() throws IOException {
    shouldRoundTrip("zendesk/ivr.json", node -> ZendeskIvr.read(node, findings).json());
    shouldRoundTrip("zendesk/greeting.json", node -> ZendeskGreeting.read(node, findings).json());
    shouldRoundTrip("zendesk/group.json", node -> ZendeskGroup.read(node, findings).json());
    shouldRoundTrip(
        "zendesk/phone_number.json", node -> ZendeskPhoneNumber.read(node, findings).json());
    assertThat(findings.list()).isEmpty();
  }

  @Test
  void whatTheModelChangesIsWhatIsWritten() throws IOException {
    ZendeskIvr ivr = ZendeskIvr.read(tree(text("zendesk/ivr.json")), findings);
    ZendeskMenu menu = ivr.menu(10_002L).orElseThrow().withId(9_007_199_254_740_993L);
    assertThat(io.dialtree.config.document.JsonText.of(menu.json()))
        .contains("\"id\":9007199254740993");
  }

  @Test
  void aGreetingThatAPhoneNumberOfAFileNamesAndNobodyHasIsPointedOut() {
    String number = "{\"id\": 1, \"number\": \"+15550100\", \"greeting_ids\": [77]}";
    LoadedConfig loaded =
        ConfigFolder.load(
            MemorySource.of(Map.of("flows/zendesk/phone_numbers/1.json", number)),
            Map.of(),
            Map.of());
    assertThat(loaded.findings())
        .filteredOn(finding -> finding.key().equals("greeting_ids"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.isError()).isFalse();
          assertThat(finding.message()).isEqualTo("there is no greeting 77");
        });
  }

  @Test
  void idsAboveThirtyTwoBitsStayWhole() throws IOException {
    ZendeskIvr ivr = ZendeskIvr.read(tree(text("zendesk/ivr.json")), findings);
    assertThat(ivr.menus().getFirst().routes().getFirst().options().groupIds())
        .containsExactly(360_001_381_413L);
  }

  @Test
  void theCreateExampleOfARouteIsValid() {
    ZendeskRoute route =
        route(
            "{\"keypress\": \"1\", \"action\": \"group\", \"options\": {\"group_ids\": [10001]}}");
    assertThat(findings.list()).isEmpty();
    assertThat(route.options().groupIds()).containsExactly(10_001L);
    assertThat(route.action()).contains(RouteAction.GROUP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'keypress': '10'} | enum keypress",
        "{'keypress': 1} | type keypress",
        "{'action': 'grup'} | enum action",
        "{'action': 'menu'} | required options.menu_id",
        "{'action': 'menu', 'options': {'menu_id': null}} | required options.menu_id",
        "{'action': 'menu', 'options': {'menu_id': '7'}} | type options.menu_id",
        "{'action': 'textback', 'options': {}} | required options.sms_text",
        "{'action': 'phone_number'} | required options.phone_number",
        "{'options': []} | type options",
        "{'options': {'group_ids': 5}} | type options.group_ids",
        "{'options': {'group_ids': ['a']}} | type options.group_ids",
      })
  void aRouteThatCannotWorkIsRefusedByRuleAndPath(String json, String error) {
    var _ = route(json.replace('\'', '"'));
    assertThat(errors(findings)).containsExactly(error);
  }

  @Test
  void aRouteWithoutKeyOrActionIsKeptAndWarnedOf() throws IOException {
    ZendeskMenu menu =
        ZendeskMenu.read(tree("{\"id\": 1, \"default\": true, \"routes\": [{}]}"), "", findings);
    ZendeskIvr ivr = ZendeskIvr.read(tree("{}"), findings).withMenus(List.of(menu));
    ZendeskRules.check(ivr, account(), findings);
    assertThat(findings.list())
        .extracting(Finding::rule, Finding::key)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("name", "menus.0.name"),
            org.assertj.core.groups.Tuple.tuple("no-effect", "menus.0.routes.0"));
    assertThat(findings.hasErrors()).isFalse();
  }

  @Test
  void anIvrMustNotPointAtWhatIsNotThere() throws IOException {
    String json =
        """
        {"menus": [{"id": 1, "name": "a", "default": true, "greeting_id": 7, "routes": [
          {"keypress": "1", "action": "menu", "options": {"menu_id": 2}},
          {"keypress": "1", "action": "group", "options": {"group_ids": [5]}}]}]}
        """;
    ZendeskRules.check(ZendeskIvr.read(tree(json), findings), account(), findings);
    assertThat(errors(findings))
        .containsExactly(
            "target menus.0.greeting_id",
            "target menus.0.routes.0.options.menu_id",
            "unique menus.0.routes.1.keypress");
    assertThat(findings.list()).filteredOn(finding -> !finding.isError()).hasSize(1);
  }

  @Test
  void aGreetingOfAnotherCategoryIsRefusedInAMenu() throws IOException {
    String wait = "{\"id\": 7, \"name\": \"w\", \"category_id\": 3}";
    ZendeskAccount account =
        ZendeskAccount.of(
            List.of(ZendeskGreeting.read(tree(wait), findings)), List.of(), List.of());
    String json =
        "{\"menus\": [{\"id\": 1, \"name\": \"a\", \"default\": true, \"greeting_id\": 7}]}";
    ZendeskRules.check(ZendeskIvr.read(tree(json), findings), account, findings);
    assertThat(errors(findings)).containsExactly("target menus.0.greeting_id");
  }

  @Test
  void aGreetingNeedsANameAndACategory() {
    var _ = ZendeskGreeting.read(tree("{\"category_id\": 10}"), findings);
    var _ = ZendeskGreeting.read(tree("{\"name\": \"a\"}"), findings);
    assertThat(errors(findings))
        .containsExactly("required name", "maximum category_id", "required category_id");
  }

  @Test
  void theTextOfAnOptionNamesItsTarget() throws IOException {
    ZendeskIvr ivr = ZendeskIvr.read(tree(text("zendesk/ivr.json")), findings);
    ZendeskAccount account = account();
    assertThat(ivr.menus().getFirst().routes())
        .extracting(route -> account.optionText(route, ivr))
        .containsExactly(
            "Support Group",
            "Group 10001",
            "Secondary menu",
            "+14155550123",
            "+14155550100",
            "Group 10001");
  }

  private static List<String> slips(Findings findings) {
    return findings.list().stream()
        .filter(finding -> finding.rule().equals("unknown-key"))
        .map(finding -> finding.at().line() + " " + finding.key() + " " + finding.nearest())
        .toList();
  }

  @Test
  void aMisspelledKeyIsPointedOutWhereItStandsAndStays() {
    String json =
        """
        {"nme": "a", "phone_number_id": [1],
         "menus": [{"id": 1, "name": "m", "greetingid": 2, "color": "red",
           "routes": [{"keypres": "1", "action": "group",
             "options": {"groups_ids": [3], "tag": ["x"]}}]}]}
        """;
    ZendeskIvr ivr = ZendeskIvr.read(tree(json), findings);
    assertThat(slips(findings))
        .containsExactlyInAnyOrder(
            "1 nme name",
            "1 phone_number_id phone_number_ids",
            "2 menus.0.greetingid greeting_id",
            "3 menus.0.routes.0.keypres keypress",
            "4 menus.0.routes.0.options.groups_ids group_ids",
            "4 menus.0.routes.0.options.tag tags");
    assertThat(errors(findings)).isEmpty();
    assertThat(JsonText.of(ivr.json()))
        .contains("\"nme\"", "\"greetingid\"", "\"color\"", "\"keypres\"", "\"tag\"");
  }

  @Test
  void slipsInGreetingsGroupsAndNumbersArePointedOutToo() {
    ZendeskGreeting.read(
        tree("{\"name\": \"g\", \"category_id\": 5, \"audioname\": \"x\"}"), findings);
    ZendeskGroup.read(tree("{\"name\": \"g\", \"membrs\": []}"), findings);
    ZendeskPhoneNumber.read(tree("{\"numbr\": \"1\", \"ivrid\": 2}"), findings);
    assertThat(slips(findings))
        .containsExactly(
            "1 audioname audio_name", "1 membrs members", "1 numbr number", "1 ivrid ivr_id");
  }
}
