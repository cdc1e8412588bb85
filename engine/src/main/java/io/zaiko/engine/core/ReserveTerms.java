package io.zaiko.engine.core;

/**
 * How a RESERVE wants it: for whom, whole or in part, from one place or several, until when. Set
 * anew for every command; not thread safe.
 */
public final class ReserveTerms {
  private int channel;
  private boolean partial;
  private boolean split;
  private boolean paid;
  private long holdMicros;
  private long deadlineMicros;
  private boolean expiresAtDeadline;

  /** A hold of a channel, all or nothing, for as long as configured. */
  public ReserveTerms of(int channel) {
    this.channel = channel;
    partial = false;
    split = false;
    paid = false;
    holdMicros = 0;
    deadlineMicros = 0;
    expiresAtDeadline = false;
    return this;
  }

  /** Grant what there is. */
  public ReserveTerms partial(boolean partial) {
    this.partial = partial;
    return this;
  }

  /** A line with choices may be served by several of them. */
  public ReserveTerms split(boolean split) {
    this.split = split;
    return this;
  }

  /** How long the hold lasts, in microseconds; 0 = as configured. */
  public ReserveTerms hold(long holdMicros) {
    this.holdMicros = holdMicros;
    return this;
  }

  /** Begins as COMMITTED, with a pickup deadline in microseconds since the epoch, or 0. */
  public ReserveTerms paid(long deadlineMicros, boolean expiresAtDeadline) {
    paid = true;
    this.deadlineMicros = deadlineMicros;
    this.expiresAtDeadline = expiresAtDeadline;
    return this;
  }

  int channel() {
    return channel;
  }

  boolean isPartial() {
    return partial;
  }

  boolean maySplit() {
    return split;
  }

  boolean isPaid() {
    return paid;
  }

  long holdMicros() {
    return holdMicros;
  }

  long deadlineMicros() {
    return deadlineMicros;
  }

  boolean expiresAtDeadline() {
    return expiresAtDeadline;
  }
}
