package io.zaiko.client;

/** A subscription to changes. Any thread. */
public final class Subscription {
  private final ChangeFeed feed;

  Subscription(ChangeFeed feed) {
    this.feed = feed;
  }

  /**
   * Ends the subscription. Changes that are being told at this moment may still come; then comes
   * {@link ChangeListener#onEnd}. Cancelling twice does nothing more.
   */
  public void cancel() {
    feed.cancel();
  }

  /**
   * Everything up to this position of the journal has been told: after a restart of the program,
   * subscribe after it.
   */
  public long toldSequence() {
    return feed.toldSequence();
  }
}
