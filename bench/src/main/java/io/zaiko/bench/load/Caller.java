package io.zaiko.bench.load;

/**
 * Who talks to a server, in one {@link Conversation}.
 *
 * @param name nobody else registers under it
 * @param id below 2^50; names of its reservations begin with it, so callers that have one in common
 *     can release each other's
 * @param mostAhead tickets that may lie between the oldest unanswered one and the newest
 * @param bufferLength bytes for what goes out, and for what comes in
 */
public record Caller(String name, long id, int mostAhead, int bufferLength) {
  private static final int BUFFER_LENGTH = 1 << 20;
  private static final int LEAST_BUFFER_LENGTH = 1 << 14;
  private static final int MOST_BUFFER_LENGTH_OF_A_CROWD = 1 << 26;

  /**
   * One of few, with a window of requests each.
   *
   * @param run a number that no other run has, below 2^45
   * @param index of the connection, below {@link RunPlan#MOST_LOOPS}
   */
  public static Caller of(long run, int index) {
    long id = run * RunPlan.MOST_LOOPS + index;
    return new Caller(name(id), id, RunPlan.MOST_WINDOW, BUFFER_LENGTH);
  }

  /**
   * One of a {@link Crowd} of so many, with one request each.
   *
   * @param run a number that no other run has, below 2^45
   */
  static Caller inCrowd(long run, int index, int size) {
    long id = run * RunPlan.MOST_LOOPS;
    int share = MOST_BUFFER_LENGTH_OF_A_CROWD / size;
    int bufferLength = Math.max(LEAST_BUFFER_LENGTH, Math.min(BUFFER_LENGTH, share));
    return new Caller(name(id) + "-" + index, id, 1, bufferLength);
  }

  private static String name(long id) {
    return "load-" + Long.toHexString(id);
  }
}
