package io.dialtree.server.api;

import java.net.InetAddress;

/**
 * What is known of a request before its body has come.
 *
 * @param id of this request, in replies and in the audit trail
 * @param method in capitals
 * @param path as it was sent, escapes included; begins with a slash, without the query
 * @param source where it comes from
 * @param base how the client calls this server, such as {@code http://127.0.0.1:8080}
 */
public record RequestHead(
    String id,
    String method,
    String path,
    Params query,
    Params headers,
    InetAddress source,
    String base) {}
