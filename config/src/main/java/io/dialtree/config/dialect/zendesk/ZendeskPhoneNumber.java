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
 * @param greetingIds the greetings it names
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
    List<Long> greetingIds,
    Mapping source) {
  private static final int NUMBER_MAX = 64;
  private static final int LINE_TYPE_MAX = 64;

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

  /** Copies the lists. */
  public ZendeskPhoneNumber {
    groupIds = List.copyOf(groupIds);
    greetingIds = List.copyOf(greetingIds);
  }

  /** Reads a phone number; what is wrong with it is in the findings. */
  public static ZendeskPhoneNumber read(DocNode node, Findings findings) {
    Fields fields = ZendeskFields.of(node, "", findings);
    fields.pointOutSlips(KEYS);
    fields.text("line_type", 1, LINE_TYPE_MAX);
    dialled(fields, "failover_number", 0);
    return new ZendeskPhoneNumber(
        node.at(),
        ZendeskFields.id(fields, "id").orElse(0L),
        dialled(fields, "number", 1),
        fields.text("nickname", 0, ZendeskFields.NAME_MAX),
        ZendeskFields.id(fields, "ivr_id"),
        ZendeskFields.ids(fields, "group_ids"),
        ZendeskFields.id(fields, "default_group_id"),
        ZendeskFields.ids(fields, "greeting_ids"),
        ZendeskFields.source(node));
  }

  private static Optional<String> dialled(Fields fields, String key, int min) {
    Optional<String> number = fields.text(key, min, NUMBER_MAX);
    number
        .filter(text -> !text.isEmpty() && !DIALLED.matcher(FlowBook.normalise(text)).matches())
        .ifPresent(
            text -> fields.error("pattern", key, "found \"" + text + "\"", "a number to dial", ""));
    return number;
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
        at, newId, number, nickname, ivrId, groupIds, defaultGroupId, greetingIds, source);
  }
}
