package io.zaiko.gateway;

import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.protocol.Protocol;

/**
 * What one subscriber wants to be told of (rule 30), and how far that has come. Used by one I/O
 * thread.
 */
final class Subscription {
  /** Stands for all SKUs, or all locations. */
  static final int ALL = -2;

  private static final int LEVELS = 1;
  private static final int BANDS = 1 << 1;
  private static final int OVERSELLS = 1 << 2;
  private static final int PICKUPS = 1 << 3;

  private final long correlationId;
  private final int sku;
  private final int location;
  private final int channel;
  private final int kinds;
  private final ChangeReader changes;
  private long toldUpTo;
  private int passedOver;

  /**
   * @param sku a handle, or ALL; so with location
   * @param channel whose ATS and bands are told, or NO_CHANNEL: then no ATS, and all bands
   * @param kinds the set that the schema calls ChangeKinds
   * @param changes placed after {@code fromSequence}
   */
  Subscription(
      long correlationId,
      int sku,
      int location,
      int channel,
      int kinds,
      ChangeReader changes,
      long fromSequence) {
    this.correlationId = correlationId;
    this.sku = sku;
    this.location = location;
    this.channel = channel;
    this.kinds = kinds;
    this.changes = changes;
    this.toldUpTo = fromSequence;
  }

  /** Whether the change that the reader found last is to be told. */
  boolean wantsChange() {
    return (sku == ALL || sku == changes.sku())
        && (location == ALL || location == changes.location())
        && wantsKind();
  }

  private boolean wantsKind() {
    return switch (changes.kind()) {
      case ChangeLog.LEVEL -> (kinds & LEVELS) != 0;
      case ChangeLog.BAND ->
          (kinds & BANDS) != 0 && (channel == Protocol.NO_CHANNEL || channel == changes.channel());
      case ChangeLog.PICKUP_OVERDUE -> (kinds & PICKUPS) != 0;
      default -> (kinds & OVERSELLS) != 0;
    };
  }

  long correlationId() {
    return correlationId;
  }

  /** The channel whose ATS is told, or NO_CHANNEL. */
  int channel() {
    return channel;
  }

  ChangeReader changes() {
    return changes;
  }

  /** Everything up to this sequence was told. */
  long toldUpTo() {
    return toldUpTo;
  }

  /** Notes that everything up to a sequence was told, and that the subscriber knows of it. */
  void onTold(long sequence) {
    toldUpTo = sequence;
    passedOver = 0;
  }

  /** Notes that there was nothing to tell of some changes up to a sequence. */
  void onPassedOver(long sequence, int count) {
    toldUpTo = sequence;
    passedOver += count;
  }

  /** Changes gone by since the subscriber last heard how far it has come. */
  int passedOver() {
    return passedOver;
  }
}
