package io.dialtree.speech;

/** What speaking a text gave. */
public sealed interface SpeechResult permits SpokenAudio, SpeechFailure {}
