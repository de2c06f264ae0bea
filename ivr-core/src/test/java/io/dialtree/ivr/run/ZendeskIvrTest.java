package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.dialect.zendesk.IvrCompiler;
import io.dialtree.config.dialect.zendesk.ZendeskAccount;
import io.dialtree.config.dialect.zendesk.ZendeskGreeting;
import io.dialtree.config.dialect.zendesk.ZendeskIvr;
import io.dialtree.config.dialect.zendesk.ZendeskPhoneNumber;
import io.dialtree.config.dialect.zendesk.ZendeskRules;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.ivr.check.FlowCheck;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A Zendesk IVR, as its callers know it: one key, five seconds, three tries. */
final class ZendeskIvrTest {
  private static final Caller CALLER = Caller.of("+4930123456");
  private static final String SAID_AND_ENDED = "system:not-available";

  private static String route(String key, String action, String options) {
    return "{'keypress': '%s', 'action': '%s', 'options': {%s}}".formatted(key, action, options);
  }

  private static String menu(long id, String more, String... routes) {
    String list = Stream.of(routes).collect(Collectors.joining(", "));
    return "{'id': %d, 'name': 'm', 'routes': [%s]%s}".formatted(id, list, more);
  }

  private static ZendeskGreeting greeting(long id, String name, boolean isDefault) {
    String json =
        "{'id': %d, 'name': '%s', 'category_id': 5, 'default': %s, 'audio_name': '%s.mp3'}"
            .formatted(id, name, isDefault, name);
    return ZendeskGreeting.read(JsonDocument.of(json), new Findings());
  }

  private static ZendeskAccount account(boolean withDefault) {
    String number = "{'id': 5, 'number': '+1 415 555 0100', 'ivr_id': 1}";
    return ZendeskAccount.of(
        List.of(
            greeting(10, "main", false),
            greeting(11, "standard", withDefault),
            greeting(12, "moment", false)),
        List.of(),
        List.of(ZendeskPhoneNumber.read(JsonDocument.of(number), new Findings())));
  }

  private static Flow flow(boolean withDefaultGreeting, String... menus) {
    String json = "{'id': 1, 'name': 'i', 'menus': [" + String.join(", ", menus) + "]}";
    Findings findings = new Findings();
    ZendeskIvr ivr = ZendeskIvr.read(JsonDocument.of(json), findings);
    ZendeskAccount account = account(withDefaultGreeting);
    ZendeskRules.check(ivr, account, findings);
    JsonDocument.shouldBeClean(findings);
    return IvrCompiler.flow(ivr, account, new IvrCompiler.Waiting(5_000, 3), "rev");
  }

  private static final String ENTRY = ", 'default': true, 'greeting_id': 10";

  private static FakeCall call(String... routes) {
    return FakeCall.into(flow(false, menu(1, ENTRY, routes)), CALLER).pass(0);
  }

  @Test
  void aKeyLeadsToItsRouteAtOnceAndStarAndPoundAreKeys() {
    for (String key : new String[] {"1", "*", "#"}) {
      FakeCall call = call(route(key, "group", "'group_ids': [7]")).press(key);
      assertThat(call.heard()).containsExactly("main", SAID_AND_ENDED);
      assertThat(call.pass(1_000).ended()).contains("not-available");
    }
  }

  @Test
  void everyActionThatNeedsATelephoneSaysThatNobodyIsThere() {
    for (String action :
        new String[] {
          route("1", "group", "'group_ids': [7]"),
          route("1", "voicemail", "'group_ids': [7]"),
          route("1", "phone_number", "'phone_number': '+14155550199'")
        }) {
      FakeCall call = call(action).press("1").pass(1_000);
      assertThat(call.heard()).containsExactly("main", SAID_AND_ENDED);
      assertThat(call.ended()).contains("not-available");
    }
  }

  @Test
  void silenceAsksThreeTimesAndThenTakesTheDefaultRoute() {
    FakeCall call = call(route("default", "group", "'group_ids': [7]"));
    call.pass(3 * 6_000);
    assertThat(call.heard()).containsExactly("main", "main", "main", SAID_AND_ENDED);
  }

  @Test
  void theSettingsSayHowLongAndHowOftenAMenuIsPlayed() {
    Map<String, String> documents =
        Map.of(
            "dialtree.yaml", "zendesk-menu-timeout-ms: 1500\nzendesk-menu-attempts: 2\n",
            "numbers.yaml", "\"2000\": zendesk/1\n",
            "flows/zendesk/greetings/10.json",
                "{\"id\": 10, \"name\": \"g\", \"category_id\": 5, \"audio_name\": \"main\"}",
            "flows/zendesk/ivrs/1.json",
                "{\"id\": 1, \"menus\": [{\"id\": 2, \"default\": true, \"greeting_id\": 10}]}");
    FakeCall call = FakeCall.to("2000", documents).pass(2_499);
    assertThat(call.heard()).containsExactly("main");
    assertThat(call.pass(1).heard()).containsExactly("main", "main");
    assertThat(call.pass(2_500).ended()).contains("max-retries");
  }

  @Test
  void theKeyMayComeFiveSecondsAfterTheGreeting() {
    FakeCall call = call(route("1", "group", "")).pass(5_999);
    assertThat(call.heard()).containsExactly("main");
    assertThat(call.press("1").heard()).containsExactly("main", SAID_AND_ENDED);
    assertThat(call(route("1", "group", "")).pass(6_000).heard()).containsExactly("main", "main");
  }

  @Test
  void wrongKeysAndSilenceShareTheTries() {
    FakeCall call = call(route("1", "group", ""), route("default", "voicemail", ""));
    call.press("9").press("8").pass(6_000);
    assertThat(Collections.frequency(call.heard(), "main")).isEqualTo(3);
    assertThat(call.heard()).endsWith(SAID_AND_ENDED);
  }

  @Test
  void withoutADefaultRouteTheCallEndsWhenTheTriesAreUsedUp() {
    FakeCall call = call(route("1", "group", "")).press("999");
    assertThat(call.heard()).containsExactly("main", "main", "main");
    assertThat(call.ended()).contains("max-retries");
  }

  @Test
  void aMenuWithoutAGreetingPlaysTheDefaultOneOrNothing() {
    String menu = menu(1, ", 'default': true, 'greeting_id': null", route("1", "group", ""));
    assertThat(FakeCall.into(flow(true, menu), CALLER).pass(0).heard()).containsExactly("standard");
    FakeCall silent = FakeCall.into(flow(false, menu), CALLER).pass(0);
    assertThat(silent.heard()).isEmpty();
    assertThat(silent.press("1").heard()).containsExactly(SAID_AND_ENDED);
  }

  @Test
  void aMenuRouteBeginsTheOtherMenuWithAllItsTries() {
    String second = menu(2, ", 'greeting_id': 12", route("1", "group", ""));
    Flow flow = flow(false, menu(1, ENTRY, route("2", "menu", "'menu_id': 2")), second);
    FakeCall call = FakeCall.into(flow, CALLER).pass(0).press("9").press("9").press("2");
    assertThat(call.heard()).containsExactly("main", "main", "main", "moment");
    assertThat(call.press("7").press("7").heard()).endsWith("moment", "moment", "moment");
    assertThat(call.ended()).isEmpty();
  }

  @Test
  void fiftyHopsFromMenuToMenuAreEnough() {
    FakeCall call = call(route("1", "menu", "'menu_id': 1")).press("1".repeat(50));
    assertThat(call.ended()).isEmpty();
    assertThat(call.press("1").ended()).contains("branch-limit");
  }

  @Test
  void tagsAndTheRoutesGreetingComeBeforeTheAction() {
    String route =
        "{'keypress': '1', 'action': 'group', 'greeting': 'moment', 'options': {'tags': ['a', 'b']}}";
    FakeCall call = call(route).press("1").pass(1_000);
    assertThat(call.heard()).containsExactly("main", "moment", SAID_AND_ENDED);
    assertThat(call.story()).anyMatch(line -> line.contains("Tag[tags=[a, b]]"));
  }

  @Test
  void aTextMessageGoesToTheCallerFromTheNumberOfThatId() {
    FakeCall call =
        call(route("1", "textback", "'sms_text': 'Hello', 'textback_phone_number_id': 5"));
    call.press("1");
    assertThat(call.story())
        .anyMatch(
            line -> line.contains("SendSms[to=+4930123456, sender=+1 415 555 0100, text=Hello]"));
    assertThat(call.heard()).containsExactly("main", "system:text-sent");
    assertThat(call.pass(1_000).ended()).contains("completed");
  }

  @Test
  void aCallerWithoutANumberGetsNoTextMessage() {
    Flow flow = flow(false, menu(1, ENTRY, route("1", "textback", "'sms_text': 'Hello'")));
    FakeCall call = FakeCall.into(flow, Caller.of("")).pass(0).press("1").pass(1_000);
    assertThat(call.story()).noneMatch(line -> line.contains("SendSms"));
    assertThat(call.ended()).contains("not-available");
  }

  @Test
  void thePhoneNumbersOfAnIvrReachIt() {
    FlowBook book =
        new FlowBook(
            List.of(flow(false, menu(1, ENTRY, route("1", "group", "")))), Optional.empty());
    assertThat(book.choose("+14155550100").orElseThrow().flow().id()).isEqualTo("zendesk/1");
  }

  @Test
  void aPhoneNumberWithoutAnIvrCallsItsGroups() {
    String json = "{'id': 6, 'number': '+14155550101', 'group_ids': [7]}";
    ZendeskPhoneNumber number = ZendeskPhoneNumber.read(JsonDocument.of(json), new Findings());
    Flow flow = IvrCompiler.flow(number, account(false), "rev").orElseThrow();
    FakeCall call = FakeCall.into(flow, CALLER).pass(1_000);
    assertThat(call.heard()).containsExactly(SAID_AND_ENDED);
    assertThat(call.ended()).contains("not-available");
  }

  @Test
  void theCheckNamesEveryStepThatIsNotAvailableYet() {
    Flow flow = flow(false, menu(1, ENTRY, route("1", "group", "'group_ids': [7]")));
    List<Finding> findings = FlowCheck.check(new FlowBook(List.of(flow), Optional.of("zendesk/1")));
    assertThat(findings).extracting(Finding::rule).containsExactly("not-available");
    assertThat(findings.getFirst().message()).contains("a call to Group 7");
    assertThat(findings.getFirst().isError()).isFalse();
  }
}
