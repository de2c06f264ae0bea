/**
 * The Zendesk Talk dialect: IVRs with their menus and routes, greetings, phone numbers and groups.
 * Each record reads one kind of document ({@code read}: validation, with findings named like JSON
 * Schema's rules) and writes it again ({@code json}: every field, unknown ones included). {@link
 * io.dialtree.config.dialect.zendesk.ZendeskRules} holds what one document must not say about
 * another; {@link io.dialtree.config.dialect.zendesk.IvrCompiler} makes flows. Knows no other
 * dialect, no HTTP and runs nothing. Start at {@link
 * io.dialtree.config.dialect.zendesk.ZendeskIvr}. Any thread.
 */
@NullMarked
package io.dialtree.config.dialect.zendesk;

import org.jspecify.annotations.NullMarked;
