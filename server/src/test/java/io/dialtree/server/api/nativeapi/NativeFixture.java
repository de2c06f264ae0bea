package io.dialtree.server.api.nativeapi;

import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.MemoryPrincipals;
import io.dialtree.server.api.access.Principals;
import io.dialtree.server.call.CallFeed;
import io.dialtree.server.call.LiveCall;
import io.dialtree.server.call.LiveCalls;
import io.dialtree.store.sql.SqlStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** What the native face reaches, over a folder that is also the store's. */
public final class NativeFixture implements LiveCalls, AutoCloseable {
  final TestLibrary documents;
  final CallFeed feed = new CallFeed();
  final SqlStore store;
  final List<LiveCall> live = new CopyOnWriteArrayList<>();
  final AtomicBoolean stopped = new AtomicBoolean();

  /** Documents, prompts and records of that folder. */
  public NativeFixture(Path folder) {
    documents = new TestLibrary(folder);
    store = SqlStore.sqlite(folder.resolve("data"));
  }

  /** A face that has nothing but a page of metrics. */
  @SuppressWarnings("NullAway") // nothing else is asked for
  public static NativeFace metricsOnly(Supplier<String> metrics, boolean open) {
    return new NativeFace(
        new NativePorts(
            null,
            null,
            null,
            null,
            null,
            null,
            new MemoryPrincipals(),
            null,
            metrics,
            open,
            () -> {}));
  }

  NativeFace face(Principals principals, Authenticator authenticator) {
    return new NativeFace(
        new NativePorts(
            documents.library,
            documents.uploads,
            this,
            feed,
            store.records(),
            store.audit(),
            principals,
            authenticator,
            () -> "dialtree_calls_started_total 0\n",
            false,
            () -> stopped.set(true)));
  }

  @Override
  public List<LiveCall> live() {
    return live;
  }

  @Override
  public boolean hangup(String callId) {
    return live.removeIf(call -> call.callId().equals(callId));
  }

  @Override
  public void close() {
    store.close();
  }
}
