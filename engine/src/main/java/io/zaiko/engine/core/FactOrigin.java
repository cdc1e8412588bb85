package io.zaiko.engine.core;

import io.zaiko.engine.stock.TextRef;

/**
 * Where and when a fact happened, if it was not told at once: by which offline device, as which of
 * its facts, at what time (rules 22, 23). Set anew for every fact; not thread safe.
 */
public final class FactOrigin {
  private final TextRef device = new TextRef();
  private long deviceSequence;
  private long occurredAtMicros;

  /** A fact that was told at once. */
  public FactOrigin now() {
    return of(0, 0);
  }

  /**
   * A fact that was told later.
   *
   * @param occurredAtMicros business time in microseconds since the epoch, 0 = now
   * @param deviceSequence number of the fact at its device, 0 = no device
   */
  public FactOrigin of(long occurredAtMicros, long deviceSequence) {
    this.occurredAtMicros = occurredAtMicros;
    this.deviceSequence = deviceSequence;
    return this;
  }

  /** To be set if there is a device sequence. */
  public TextRef device() {
    return device;
  }

  boolean hasDevice() {
    return deviceSequence > 0;
  }

  long deviceSequence() {
    return deviceSequence;
  }

  /** Business time to compare with cuts: a fact without one happens after all of them. */
  long occurredAt() {
    return occurredAtMicros == 0 ? Long.MAX_VALUE : occurredAtMicros;
  }
}
