package io.dialtree.server.api;

/**
 * One part of a form that was sent as the body.
 *
 * @param name of the field
 * @param fileName as the client calls it, empty for a plain field; never a path to trust
 * @param contentType as the client says, empty when it says nothing
 * @param bytes the value
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Part(String name, String fileName, String contentType, byte[] bytes) {}
