package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import java.util.List;
import java.util.Optional;

/**
 * A recorded sentence.
 *
 * @param id 0 while it has none
 * @param category what it is for
 * @param isDefault what is played where a menu names none
 * @param audioName the prompt that holds its audio, with or without a file ending
 * @param source as it was read, for keys nobody here knows
 */
public record ZendeskGreeting(
    long id,
    String name,
    Optional<GreetingCategory> category,
    boolean isDefault,
    Optional<String> audioName,
    Mapping source) {
  private static final int CATEGORIES = GreetingCategory.values().length;
  private static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "category_id",
          "active",
          "default",
          "default_lang",
          "audio_name",
          "audio_url",
          "has_sub_settings",
          "ivr_ids",
          "phone_number_ids",
          "pending",
          "upload_id");

  /** Reads a greeting; what is wrong with it is in the findings. */
  public static ZendeskGreeting read(DocNode node, Findings findings) {
    Fields fields = ZendeskFields.of(node, "", findings);
    fields.pointOutSlips(KEYS);
    fields.bool("default_lang");
    fields.bool("has_sub_settings");
    if (!fields.has("category_id")) {
      fields.error("required", fields.at(), "category_id", "the key is missing");
    }
    return new ZendeskGreeting(
        ZendeskFields.id(fields, "id").orElse(0L),
        fields.requiredText("name", 1, ZendeskFields.NAME_MAX),
        fields.whole("category_id", 1, CATEGORIES).flatMap(GreetingCategory::of),
        fields.bool("default").orElse(false),
        fields.text("audio_name", 1, ZendeskFields.NAME_MAX),
        ZendeskFields.source(node));
  }

  /** The document again. */
  public Mapping json() {
    return DocTree.over(source)
        .setUnlessDefault("id", DocTree.number(id), id == 0)
        .set("name", DocTree.text(name))
        .setIfAny("category_id", ZendeskFields.number(category.map(GreetingCategory::id)))
        .setUnlessDefault("default", DocTree.bool(isDefault), !isDefault)
        .setIfAny("audio_name", ZendeskFields.text(audioName))
        .mapping();
  }

  /** The prompt that is played: its audio's name without ending, else one of its own. */
  public String promptName() {
    return audioName.map(MediaReference::withoutEnding).orElse("zendesk-greeting-" + id);
  }

  /** The same greeting under an id of the server's choice. */
  public ZendeskGreeting withId(long newId) {
    return new ZendeskGreeting(newId, name, category, isDefault, audioName, source);
  }
}
