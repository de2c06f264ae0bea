package io.dialtree.config.dialect.callflow;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one module on top of the object it was read from. */
final class FlowModuleJson {
  private final DocTree tree;
  private final Mapping source;

  private FlowModuleJson(Mapping source) {
    this.source = source;
    this.tree = DocTree.over(source);
  }

  static Mapping of(FlowModule module, Mapping source) {
    FlowModuleJson json = new FlowModuleJson(source);
    json.text("module", module.kind().word());
    json.write(module);
    return json.tree.mapping();
  }

  private void write(FlowModule module) {
    switch (module) {
      case FlowModule.Start(String next) -> text("next", next);
      case FlowModule.Recording(String next) -> text("next", next);
      case FlowModule.MusicOnHold(String playlist, String next) -> {
        text("class", playlist);
        text("next", next);
      }
      case FlowModule.CallerIdMatch(List<String> patterns, String match, String noMatch) -> {
        texts("patterns", patterns);
        text("match", match);
        text("nomatch", noMatch);
      }
      case FlowModule.Play(String sound, String next) -> {
        text("sound", sound);
        text("next", next);
      }
      case FlowModule.Extension extension -> extension(extension);
      case FlowModule.PressExtension(Map<String, String> next, int seconds, var sound) -> {
        keys(next);
        seconds("duration", seconds, FlowModule.PressExtension.DURATION_S);
        option("sound", sound);
      }
      case FlowModule.DialByExtension dial -> dial(dial);
      case FlowModule.Busy(int seconds) -> seconds("duration", seconds, FlowModule.Busy.DURATION_S);
      case FlowModule.Voicemail(List<String> mailboxes) -> texts("mailboxes", mailboxes);
      case FlowModule.Conference(var announcement, var music, var pin) -> {
        option("announcement", announcement);
        option("music", music);
        option("pin", pin);
      }
      case FlowModule.Trunk(String uuid) -> text("uuid", uuid);
      case FlowModule.Fax() -> {}
    }
  }

  private void extension(FlowModule.Extension module) {
    tree.set("extensions", targets(module.targets()));
    seconds("duration", module.durationS(), FlowModule.Extension.DURATION_S);
    option("announcement", module.announcement());
    option("ringtone", module.ringtone());
    option("noanswer", module.noAnswer());
  }

  private void dial(FlowModule.DialByExtension module) {
    if (!module.next().isEmpty() || source.entries().containsKey("next")) {
      keys(module.next());
    }
    option("noanswer", module.noAnswer());
    seconds("dial_duration", module.dialS(), FlowModule.DialByExtension.DIAL_S);
    seconds("wait_duration", module.waitS(), FlowModule.DialByExtension.WAIT_S);
    option("sound", module.sound());
    option("ringtone", module.ringtone());
  }

  /** Each target on top of the one that stood at its place, as long as it is of that type. */
  private DocNode targets(List<RingTarget> targets) {
    List<DocNode> written = new ArrayList<>();
    List<DocNode> before =
        Optional.ofNullable(source.entries().get("extensions"))
            .map(DocNode.Entry::value)
            .map(node -> node instanceof DocNode.Items items ? items.items() : List.<DocNode>of())
            .orElse(List.of());
    for (int i = 0; i < targets.size(); i++) {
      boolean known = i < before.size() && before.get(i) instanceof Mapping;
      Mapping base = known ? (Mapping) before.get(i) : DocTree.empty();
      written.add(target(targets.get(i), DocTree.over(base)));
    }
    return DocTree.list(written);
  }

  private static Mapping target(RingTarget target, DocTree item) {
    return switch (target) {
      case RingTarget.SipUser(String uuid) -> typed(item, "sipuser", "uuid", uuid);
      case RingTarget.HuntGroup(String uuid) -> typed(item, "huntgroup", "uuid", uuid);
      case RingTarget.Forward(String number) -> typed(item, "forward", "number", number);
    };
  }

  private static Mapping typed(DocTree item, String type, String key, String value) {
    return item.set("type", DocTree.text(type)).set(key, DocTree.text(value)).mapping();
  }

  private void keys(Map<String, String> next) {
    DocTree keys = DocTree.over(DocTree.empty());
    next.forEach((key, target) -> keys.set(key, DocTree.text(target)));
    tree.set("next", keys.mapping());
  }

  private void text(String key, String text) {
    tree.set(key, DocTree.text(text));
  }

  private void texts(String key, List<String> texts) {
    tree.set(key, DocTree.list(texts.stream().map(DocTree::text).toList()));
  }

  private void option(String key, Optional<String> value) {
    tree.setIfAny(key, value.map(DocTree::text));
  }

  private void seconds(String key, int seconds, int otherwise) {
    tree.setUnlessDefault(key, DocTree.number(seconds), seconds == otherwise);
  }
}
