package io.dialtree.ivr.action;

import io.dialtree.config.model.BackNode;
import io.dialtree.config.model.BusyNode;
import io.dialtree.config.model.CallerMatchNode;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.GotoNode;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.HoldMusicNode;
import io.dialtree.config.model.HoursNode;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.RecordCallNode;
import io.dialtree.config.model.RecordGreetingNode;
import io.dialtree.config.model.ResponseNode;
import io.dialtree.config.model.SetNode;
import io.dialtree.config.model.SkipNode;
import io.dialtree.config.model.SmsNode;
import io.dialtree.config.model.TagNode;
import io.dialtree.config.model.WhenNode;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.Turn;

/**
 * What a node does. An action holds nothing but its node: everything that must last is in the turn.
 */
public interface Action {
  /** The action of a node. */
  static Action of(Node node) {
    return switch (node) {
      case PlayNode play -> new PlayAction(play);
      case MenuNode menu -> new MenuAction(menu);
      case CollectNode collect -> new CollectAction(collect);
      case GotoNode jump -> new GotoAction(jump);
      case EnterFlowNode enter -> new EnterFlowAction(enter);
      case ResponseNode response -> new ResponseAction(response);
      case HangupNode hangup -> new HangupAction(hangup);
      case SkipNode skip -> new SkipAction(skip);
      case NotAvailableNode missing -> new NotAvailableAction(missing);
      case TagNode tag -> new TagAction(tag);
      case SmsNode sms -> new SmsAction(sms);
      case CallerMatchNode match -> new CallerMatchAction(match);
      case BusyNode busy -> new BusyAction(busy);
      case RecordCallNode recording -> new RecordCallAction(recording);
      case HoldMusicNode music -> new HoldMusicAction(music);
      case HoursNode hours -> new HoursAction(hours);
      case SetNode set -> new SetAction(set);
      case WhenNode when -> new WhenAction(when);
      case HttpNode http -> new HttpAction(http);
      case BackNode back -> new BackAction(back);
      case RecordGreetingNode recording -> new RecordGreetingAction(recording);
    };
  }

  /** True when the call must be answered before it runs. */
  boolean needsAnswer();

  /** Begins. */
  void run(Turn turn);

  /** A prompt it played is over, by itself or by a key. */
  default void after(Activity.Playing played, Turn turn) {}

  /** The answer to its request. */
  default void onAnswer(Activity.Requesting requesting, FlowEvent.HttpAnswered answer, Turn turn) {}

  /** A key, while it collects. */
  default void onDigit(Activity.Collecting collecting, char digit, Turn turn) {}

  /** The greeting is over, while it collects. */
  default void onGreetingEnded(Activity.Collecting collecting, Turn turn) {}

  /** A key, while it records. */
  default void onRecordingKey(Activity.Recording recording, Turn turn) {}

  /** The recording is over. */
  default void onRecorded(Activity.Recording recording, Turn turn) {}

  /** The digit timer has run out, while it collects. */
  default void onTimer(Activity.Collecting collecting, Turn turn) {}
}
