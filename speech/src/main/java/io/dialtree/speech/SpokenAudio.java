package io.dialtree.speech;

/**
 * One channel of speech. The array is handed over: its new owner may change it, nobody else holds
 * it.
 *
 * @param samples 16-bit linear samples
 * @param sampleRate samples a second
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A value that is handed over once; equality is never asked.
public record SpokenAudio(short[] samples, int sampleRate) implements SpeechResult {}
