/**
 * Hears keys: RFC 4733 events, tones in the audio and SIP INFO become one digit a key press.
 *
 * <p>Owns every rule about digits on the wire. Knows no sockets and no flows; the media loop and
 * the offline analysis of files use the same classes. Start reading at {@link
 * io.dialtree.media.dtmf.DigitReceiver}. Receivers are confined to the media thread that feeds them
 * and allocate nothing per packet.
 */
@NullMarked
package io.dialtree.media.dtmf;

import org.jspecify.annotations.NullMarked;
