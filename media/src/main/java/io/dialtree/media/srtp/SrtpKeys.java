package io.dialtree.media.srtp;

/**
 * What two sides agreed on: each direction has its own key, of the same suite.
 *
 * @param local seals what we send
 * @param remote opens what we receive
 */
public record SrtpKeys(SrtpKey local, SrtpKey remote) {}
