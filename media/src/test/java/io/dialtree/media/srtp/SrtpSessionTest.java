package io.dialtree.media.srtp;

import static io.dialtree.media.srtp.SrtpCalls.PAYLOAD;
import static io.dialtree.media.srtp.SrtpCalls.SSRC;
import static io.dialtree.media.srtp.SrtpCalls.SUITE;
import static io.dialtree.media.srtp.SrtpCalls.material;
import static io.dialtree.media.srtp.SrtpCalls.reference;
import static io.dialtree.media.srtp.SrtpCalls.rtcp;
import static io.dialtree.media.srtp.SrtpCalls.rtp;
import static io.dialtree.media.srtp.SrtpCalls.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions against a peer that is written down from the RFCs. */
class SrtpSessionTest {
  private static final long LATER_NS = 1_000_000_000L;

  private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);
  private final PacketBytes bytes = new PacketBytes();

  private void put(byte[] data) {
    packet.clear();
    packet.put(0, data).limit(data.length);
  }

  private byte[] taken(int length) {
    byte[] data = new byte[length];
    packet.get(0, data);
    return data;
  }

  private int open(SrtpSession session, byte[] sealed) {
    return open(session, sealed, 0);
  }

  private int open(SrtpSession session, byte[] sealed, long nowNs) {
    put(sealed);
    return session.opener().openRtp(packet, sealed.length, bytes, nowNs);
  }

  @Test
  void shouldDeriveTheSessionKeysOfTheStandardInTheReference() {
    // RFC 3711 appendix B.3.
    byte[] master =
        HexFormat.of().parseHex("E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6");
    ReferenceSrtp reference = new ReferenceSrtp(SUITE, master);
    assertThat(reference.derive(0, 16)).asHexString().isEqualTo("C61E7A93744F39EE10734AFE3FF7A087");
    assertThat(reference.derive(2, 14)).asHexString().isEqualTo("30CBBC08863D8C85D49DB34A9AE1");
    assertThat(reference.derive(1, 20))
        .asHexString()
        .isEqualTo("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4");
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void shouldSealRtpAsThePeerExpectsIt(SrtpSuite suite) {
    SrtpSession us = session(suite, 1, 2);
    put(rtp(700, SSRC));
    assertThat(us.sealer().sealRtp(packet, bytes)).isTrue();
    assertThat(taken(packet.limit())).isEqualTo(reference(suite, 1).sealRtp(rtp(700, SSRC), 0));
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void shouldOpenRtpOfThePeer(SrtpSuite suite) {
    SrtpSession us = session(suite, 1, 2);
    int length = open(us, reference(suite, 2).sealRtp(rtp(65_535, 99), 0));
    assertThat(length).isEqualTo(RtpPacket.HEADER_BYTES + PAYLOAD);
    assertThat(taken(length)).isEqualTo(rtp(65_535, 99));
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void shouldSealAndOpenRtcpAsThePeerDoes(SrtpSuite suite) {
    SrtpSession us = session(suite, 1, 2);
    put(rtcp(SSRC));
    assertThat(us.sealer().sealRtcp(packet, bytes)).isTrue();
    assertThat(taken(packet.limit())).isEqualTo(reference(suite, 1).sealRtcp(rtcp(SSRC), 0));
    byte[] sealed = reference(suite, 2).sealRtcp(rtcp(99), 5);
    put(sealed);
    assertThat(us.opener().openRtcp(packet, sealed.length, bytes, 0)).isEqualTo(28);
    assertThat(taken(28)).isEqualTo(rtcp(99));
    put(sealed);
    assertThat(us.opener().openRtcp(packet, sealed.length, bytes, 0))
        .isEqualTo(PacketOpener.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void shouldDropReplayedAndTamperedPacketsAndGoOn(SrtpSuite suite) {
    SrtpSession us = session(suite, 1, 2);
    ReferenceSrtp peer = reference(suite, 2);
    byte[] first = peer.sealRtp(rtp(10, 99), 0);
    assertThat(open(us, first)).isPositive();
    assertThat(open(us, first)).isEqualTo(PacketOpener.REPLAYED);
    byte[] tampered = peer.sealRtp(rtp(11, 99), 0);
    tampered[50] ^= 1;
    assertThat(open(us, tampered)).isEqualTo(PacketOpener.NOT_AUTHENTIC);
    assertThat(open(us, rtp(11, 99))).isEqualTo(PacketOpener.NOT_AUTHENTIC);
    assertThat(open(us, peer.sealRtp(rtp(11, 99), 0))).isPositive();
  }

  @Test
  void shouldDropAPacketOlderThanTheReplayWindow() {
    SrtpSession us = session(SUITE, 1, 2);
    ReferenceSrtp peer = reference(SUITE, 2);
    open(us, peer.sealRtp(rtp(200, 99), 0));
    assertThat(open(us, peer.sealRtp(rtp(180, 99), 0))).isPositive();
    assertThat(open(us, peer.sealRtp(rtp(100, 99), 0))).isEqualTo(PacketOpener.REPLAYED);
  }

  @Test
  void shouldTakeShortAndOversizedPacketsForForged() {
    SrtpSession us = session(SUITE, 1, 2);
    for (int length = 12; length < 30; length++) {
      assertThat(open(us, Arrays.copyOf(rtp(1, 99), length))).isEqualTo(PacketOpener.NOT_AUTHENTIC);
    }
    for (int length = 8; length < 30; length++) {
      put(Arrays.copyOf(rtcp(99), length));
      assertThat(us.opener().openRtcp(packet, length, bytes, LATER_NS)).isNegative();
    }
  }

  @Test
  void shouldKeepTheRolloverCounterOverManyPacketsBothWays() {
    SrtpSession us = session(SUITE, 1, 2);
    ReferenceSrtp own = reference(SUITE, 1);
    ReferenceSrtp peer = reference(SUITE, 2);
    for (int i = 30_000; i < 30_000 + 140_000; i += i % 65_536 > 65_000 ? 1 : 50) {
      put(rtp(i, SSRC));
      assertThat(us.sealer().sealRtp(packet, bytes)).isTrue();
      assertThat(taken(packet.limit())).isEqualTo(own.sealRtp(rtp(i, SSRC), i >> 16));
      assertThat(open(us, peer.sealRtp(rtp(i, 99), i >> 16))).isPositive();
    }
  }

  @Test
  void shouldBeginAtZeroWithANewSourceAndStillKnowTheOldOne() {
    SrtpSession us = session(SUITE, 1, 2);
    ReferenceSrtp peer = reference(SUITE, 2);
    open(us, peer.sealRtp(rtp(65_535, 99), 0));
    assertThat(open(us, peer.sealRtp(rtp(0, 99), 1))).isPositive();
    assertThat(open(us, peer.sealRtp(rtp(5, 100), 0), LATER_NS)).isPositive();
    assertThat(open(us, peer.sealRtp(rtp(1, 99), 1), LATER_NS)).isPositive();
  }

  @Test
  void shouldNotLetForgedSourcesHideARealNewOne() {
    SrtpSession us = session(SUITE, 1, 2);
    ReferenceSrtp peer = reference(SUITE, 2);
    open(us, peer.sealRtp(rtp(1, 99), 0));
    for (int i = 0; i < 1000; i++) {
      assertThat(open(us, rtp(i, 1000 + i), LATER_NS)).isEqualTo(PacketOpener.NOT_AUTHENTIC);
    }
    assertThat(open(us, peer.sealRtp(rtp(5, 100), 0), LATER_NS)).isPositive();
    assertThat(open(us, peer.sealRtp(rtp(2, 99), 0), LATER_NS)).isPositive();
  }

  @Test
  void shouldNeverPrintAKey() {
    SrtpKey key = SrtpKey.of(SUITE, material(SUITE, 1));
    assertThat(new SrtpKeys(key, key).toString())
        .isEqualTo(
            "SrtpKeys[local=AES_CM_128_HMAC_SHA1_80 key, remote=AES_CM_128_HMAC_SHA1_80 key]");
  }

  @Test
  void shouldRefuseAKeyOfAnotherLength() {
    assertThatThrownBy(() -> SrtpKey.of(SUITE, new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldUseEverySuiteWhenWarmedUp() {
    SrtpWarmUp.run();
  }
}
