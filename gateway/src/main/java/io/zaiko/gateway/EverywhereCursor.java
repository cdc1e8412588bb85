package io.zaiko.gateway;

/**
 * How far a connection has got with its answer to a STOCK_EVERYWHERE_QUERY. The answer may be
 * longer than what a peer takes at a time; it then goes on where it stopped.
 */
final class EverywhereCursor {
  /** Stands for locations of whatever region, or of none. */
  static final int ANY_REGION = -2;

  private boolean open;
  private long correlationId;
  private int sku;
  private int channel;
  private int region;
  private int next;
  private long networkAts;

  /**
   * Begins at the first location.
   *
   * @param region whose locations are asked for, or ANY_REGION, or UNKNOWN for one that nobody
   *     named
   */
  void begin(long correlationId, int sku, int channel, int region) {
    this.open = true;
    this.correlationId = correlationId;
    this.sku = sku;
    this.channel = channel;
    this.region = region;
    this.next = 0;
    this.networkAts = 0;
  }

  void advance(int rows, long ats) {
    next += rows;
    networkAts += ats;
  }

  void close() {
    open = false;
  }

  /** Whether there is more to come. */
  boolean isOpen() {
    return open;
  }

  long correlationId() {
    return correlationId;
  }

  int sku() {
    return sku;
  }

  int channel() {
    return channel;
  }

  int region() {
    return region;
  }

  /** The row to go on with. */
  int next() {
    return next;
  }

  /** Sum of what the rows so far can promise. */
  long networkAts() {
    return networkAts;
  }
}
