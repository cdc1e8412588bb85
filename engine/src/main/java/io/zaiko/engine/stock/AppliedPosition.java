package io.zaiko.engine.stock;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * How far the engine has come: sequence and engine time of the last applied record, read together.
 * Also whether a batch is being applied right now, so that an answer of several records can tell
 * whether they are of one moment. Written by the engine thread once per batch, read by any.
 */
public final class AppliedPosition {
  private static final int VERSION = 0;
  static final int SEQUENCE = 8;
  static final int TIME = 16;
  private static final int BATCH = 24;

  private final Region buffer;

  public AppliedPosition(OffHeapMemory memory) {
    buffer = memory.allocate("applied position", 64);
  }

  /** Says that records are being applied: what readers see is of no one moment from now on. */
  public void beginBatch() {
    SeqLock.beginWrite(buffer, BATCH);
  }

  /** Says that all records begun are applied, and their position is published. */
  public void endBatch() {
    SeqLock.endWrite(buffer, BATCH);
  }

  /** Number of the batch: odd while it is being applied. */
  int readBatch() {
    return buffer.getIntAcquire(BATCH);
  }

  /** Publishes a position, and with it all that was written before. Engine thread only. */
  public void publish(long sequence, long timeMicros) {
    SeqLock.beginWrite(buffer, VERSION);
    buffer.putLongOpaque(SEQUENCE, sequence);
    buffer.putLongOpaque(TIME, timeMicros);
    SeqLock.endWrite(buffer, VERSION);
  }

  int readVersion() {
    return buffer.getIntAcquire(VERSION);
  }

  long sequence() {
    return buffer.getLongOpaque(SEQUENCE);
  }

  long timeMicros() {
    return buffer.getLongOpaque(TIME);
  }
}
