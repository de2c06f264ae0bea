package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number and where its calls go.
 *
 * @param at the document
 * @param id 0 while it has none
 * @param number as it is dialled
 * @param ivrId the IVR that answers; without one the groups are called
 * @param source as it was read, for keys nobody here knows
 */
public record ZendeskPhoneNumber(
    SourcePosition at,
    long id,
    Optional<String> number,
    Optional<String> nickname,
    Optional<Long> ivrId,
    List<Long> groupIds,
    Optional<Long> defaultGroupId,
    Mapping source) {
  private static final int NUMBER_MAX = 64;

  /** E.164, or fewer digits for a short number. */
  private static final Pattern DIALLED = Pattern.compile("\\+?[0-9]{1,15}");

  private static final List<String> KEYS =
      List.of(
          "id",
          "number",
          "display_number",
          "nickname",
          "name",
          "ivr_id",
          "group_ids",
          "default_group_id",
          "greeting_ids",
          "default_greeting_ids",
          "categorised_greetings",
          "line_type",
          "failover_number",
          "priority",
          "schedule_id",
          "settings",
          "brand_id");

  /** Copies the list. */
  public ZendeskPhoneNumber {
    groupIds = List.copyOf(groupIds);
  }

  /** Reads a phone number; what is wrong with it is in the findings. */
  public static ZendeskPhoneNumber read(DocNode node, Findings findings) {
    Fields fields = ZendeskFields.of(node, "", findings);
    fields.pointOutSlips(KEYS);
    Optional<String> number = fields.text("number", 1, NUMBER_MAX);
    number
        .filter(text -> !DIALLED.matcher(FlowBook.normalise(text)).matches())
        .ifPresent(text ->
            fields.error("pattern", "number", "found \"" + text + "\"", "a number to dial", ""));
    return new ZendeskPhoneNumber(
        node.at(),
        ZendeskFields.id(fields, "id").orElse(0L),
        number,
        fields.text("nickname", 0, ZendeskFields.NAME_MAX),
        ZendeskFields.id(fields, "ivr_id"),
        ZendeskFields.ids(fields, "group_ids"),
        ZendeskFields.id(fields, "default_group_id"),
        ZendeskFields.source(node));
  }

  /** The document again. */
  public Mapping json() {
    return DocTree.over(source)
        .setUnlessDefault("id", DocTree.number(id), id == 0)
        .setIfAny("number", ZendeskFields.text(number))
        .setIfAny("nickname", ZendeskFields.text(nickname))
        .setIfAny("ivr_id", ZendeskFields.number(ivrId))
        .setUnlessDefault("group_ids", ZendeskFields.numbers(groupIds), groupIds.isEmpty())
        .setIfAny("default_group_id", ZendeskFields.number(defaultGroupId))
        .mapping();
  }

  /** The same number under an id of the server's choice. */
  public ZendeskPhoneNumber withId(long newId) {
    return new ZendeskPhoneNumber(
        at, newId, number, nickname, ivrId, groupIds, defaultGroupId, source);
  }
}
