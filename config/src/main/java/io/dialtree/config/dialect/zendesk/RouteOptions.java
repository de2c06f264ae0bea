package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import java.util.List;
import java.util.Optional;

/**
 * The options of a route; which of them count depends on its action.
 *
 * @param groupIds groups to call or to leave a message for, the first one first
 * @param phoneNumber where the call goes
 * @param smsText what the caller gets
 * @param textbackPhoneNumberId the number the message comes from
 * @param menuId the menu that begins
 * @param tags words for the record of the call
 * @param source as it was read, for keys nobody here knows
 */
public record RouteOptions(
    List<Long> groupIds,
    Optional<String> phoneNumber,
    Optional<String> smsText,
    Optional<Long> textbackPhoneNumberId,
    Optional<Long> menuId,
    List<String> tags,
    Mapping source) {
  /** A text message of ten parts. */
  private static final int SMS_MAX = 1_600;

  private static final int PHONE_NUMBER_MAX = 64;
  private static final List<String> KEYS =
      List.of(
          "group_ids", "phone_number", "sms_text", "textback_phone_number_id", "menu_id", "tags");

  /** Copies the lists. */
  public RouteOptions {
    groupIds = List.copyOf(groupIds);
    tags = List.copyOf(tags);
  }

  static RouteOptions read(Fields parent, Optional<RouteAction> action) {
    Fields fields = parent.fields("options").withoutNulls();
    fields.pointOutSlips(KEYS);
    action
        .flatMap(RouteOptions::needed)
        .ifPresent(key -> {
          if (!fields.has(key)) {
            fields.error("required", fields.at(), key, "the action needs it");
          }
        });
    return new RouteOptions(
        ZendeskFields.ids(fields, "group_ids"),
        fields.text("phone_number", 1, PHONE_NUMBER_MAX),
        fields.text("sms_text", 1, SMS_MAX),
        ZendeskFields.id(fields, "textback_phone_number_id"),
        ZendeskFields.id(fields, "menu_id"),
        ZendeskFields.texts(fields, "tags"),
        parent.node("options").map(ZendeskFields::source).orElseGet(DocTree::empty));
  }

  private static Optional<String> needed(RouteAction action) {
    return switch (action) {
      case MENU -> Optional.of("menu_id");
      case PHONE_NUMBER -> Optional.of("phone_number");
      case TEXTBACK -> Optional.of("sms_text");
      case GROUP, VOICEMAIL -> Optional.empty();
    };
  }

  DocNode json() {
    return DocTree.over(source)
        .setUnlessDefault("group_ids", ZendeskFields.numbers(groupIds), groupIds.isEmpty())
        .setIfAny("phone_number", ZendeskFields.text(phoneNumber))
        .setIfAny("sms_text", ZendeskFields.text(smsText))
        .setIfAny("textback_phone_number_id", ZendeskFields.number(textbackPhoneNumberId))
        .setIfAny("menu_id", ZendeskFields.number(menuId))
        .setUnlessDefault("tags", ZendeskFields.textList(tags), tags.isEmpty())
        .mapping();
  }
}
