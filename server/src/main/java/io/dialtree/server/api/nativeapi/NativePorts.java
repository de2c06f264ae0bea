package io.dialtree.server.api.nativeapi;

import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.Principals;
import io.dialtree.server.call.CallFeed;
import io.dialtree.server.call.LiveCalls;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.store.AuditTable;
import io.dialtree.store.RecordTable;
import java.util.function.Supplier;

/**
 * What the native face reaches.
 *
 * @param metrics the page for Prometheus
 * @param metricsOpen true when everybody may read it
 * @param stop lets running calls end and then ends the server; returns at once
 */
public record NativePorts(
    FlowLibrary library,
    PromptUploads uploads,
    LiveCalls calls,
    CallFeed feed,
    RecordTable records,
    AuditTable audit,
    Principals principals,
    Authenticator authenticator,
    Supplier<String> metrics,
    boolean metricsOpen,
    Runnable stop) {}
