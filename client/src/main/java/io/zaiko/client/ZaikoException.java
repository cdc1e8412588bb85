package io.zaiko.client;

/**
 * A request that got no answer. Refusals are answers and never come this way. Futures fail with a
 * subclass; {@code join()} wraps it in a {@link java.util.concurrent.CompletionException}.
 */
public abstract sealed class ZaikoException extends RuntimeException
    permits ZaikoUnreachableException,
        ZaikoTimeoutException,
        ZaikoProtocolException,
        ZaikoOutcomeUnknownException,
        ZaikoClientFullException {
  private static final long serialVersionUID = 1L;

  private final transient LostCommand lost;

  ZaikoException(String message, LostCommand lost, Throwable cause) {
    super(message, cause);
    this.lost = lost;
  }

  /**
   * Whether the server may have executed the command. False: it was never sent, or it was a
   * question.
   */
  public boolean outcomeUnknown() {
    return lost != null;
  }

  /** Session in which the command was sent; 0 if it was not. */
  public long session() {
    return lost == null ? 0 : lost.session();
  }

  /** Request id under which the command was sent; 0 if it was not. */
  public long requestId() {
    return lost == null ? 0 : lost.requestId();
  }

  /** For {@link ZaikoClient#retry}: the command whose outcome is unknown, or null. */
  LostCommand lost() {
    return lost;
  }
}
