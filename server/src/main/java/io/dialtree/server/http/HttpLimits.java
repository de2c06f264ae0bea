package io.dialtree.server.http;

/**
 * What one client, and all of them together, may take.
 *
 * @param connections open at a time; another one is closed at once
 * @param connectionsPerHost of them, from one IPv4 address or one IPv6 /64
 * @param headMs from the connect, or the end of the answer before, to the end of a request's head
 * @param bodyMs from the head to the end of the body
 * @param strangersBodyMs the same where the body says who comes
 * @param answerMs from the end of the answer here to its end at the client
 * @param silenceMs nothing comes and nothing goes, whatever is under way
 * @param followerBytes may wait for a client that follows events; a slower one is cut off
 */
public record HttpLimits(
    int connections,
    int connectionsPerHost,
    long headMs,
    long bodyMs,
    long strangersBodyMs,
    long answerMs,
    long silenceMs,
    int followerBytes) {

  /**
   * Those of a server. Five minutes are audio of 10 MB by a line of 300 kbit/s; half of all
   * connections leaves the rest to others, also where a proxy stands in front; two megabytes are
   * the thousand events that are remembered.
   */
  public static HttpLimits standard() {
    return new HttpLimits(1_000, 500, 30_000, 300_000, 10_000, 300_000, 30_000, 2 << 20);
  }
}
