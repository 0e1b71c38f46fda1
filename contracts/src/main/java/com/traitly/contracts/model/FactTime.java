package com.traitly.contracts.model;

/** The instant at which a fact counts, which is not always the one its sender wrote. Pure. */
public final class FactTime {
  /** How far ahead of the gateway a sender's clock may run, in milliseconds. */
  public static final long MAX_CLOCK_LEAD = 300_000;

  private static final long SECOND = 1_000;

  /** A fact that is received within this time, in milliseconds, was sent as it happened. */
  private static final long LIVE = 60_000;

  private FactTime() {}

  /**
   * The instant at which a fact counts.
   *
   * <ul>
   *   <li>More than five minutes in the future: the instant of receipt. One wrong clock must not
   *       close a window.
   *   <li>A whole second, received within a minute of it: the end of that second, or the instant of
   *       receipt if that is earlier. Many senders cut their clock to seconds, and a fact must not
   *       count before one that was sent earlier in the same second.
   *   <li>Otherwise: as said.
   * </ul>
   *
   * @param said the sender's instant, UNIX milliseconds
   * @param receivedAt when the gateway received the fact, UNIX milliseconds
   */
  public static long counted(long said, long receivedAt) {
    if (said > receivedAt + MAX_CLOCK_LEAD) {
      return receivedAt;
    }
    boolean live = receivedAt > said && receivedAt - said < LIVE;
    return live && said % SECOND == 0 ? Math.min(receivedAt, said + SECOND - 1) : said;
  }
}
