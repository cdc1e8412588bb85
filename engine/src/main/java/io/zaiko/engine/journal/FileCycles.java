package io.zaiko.engine.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongSupplier;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.rollcycles.RollCycleArithmetic;

/**
 * Decides when Chronicle begins a new file, and its name. Chronicle rolls by the clock it is given;
 * this one stands still until the journal says that the file is full or old. Files are named by
 * minutes, the minute in which they were begun, or, if more than one is begun in a minute, a later
 * one: the names only go up, whatever the wall clock does.
 */
final class FileCycles implements RollCycle, TimeProvider {
  private static final int MINUTE_MS = 60_000;

  // Chronicle's index is never used here, only scans from the start. With these numbers it takes
  // 200 bytes of each file and has room for 2^32 documents.
  private static final int INDEX_COUNT = 8;
  private static final int INDEX_SPACING = 1 << 26;

  private static final String FORMAT = "yyyyMMdd-HHmm";

  private final DateTimeFormatter name =
      DateTimeFormatter.ofPattern(FORMAT, Locale.ROOT).withZone(ZoneOffset.UTC);
  private final RollCycleArithmetic arithmetic = RollCycleArithmetic.of(INDEX_COUNT, INDEX_SPACING);
  private final LongSupplier wallMillis;
  private final long rollAgeMs;
  private volatile long cycle;
  private long begunAtMs;

  FileCycles(LongSupplier wallMillis, long rollAgeMs) {
    this.wallMillis = wallMillis;
    this.rollAgeMs = rollAgeMs;
    begunAtMs = wallMillis.getAsLong();
    cycle = begunAtMs / MINUTE_MS;
  }

  /** Whether the present file is as old as a file may get. */
  boolean isOld() {
    return wallMillis.getAsLong() - begunAtMs >= rollAgeMs;
  }

  /** Makes the next append begin a new file. */
  void advance() {
    begunAtMs = wallMillis.getAsLong();
    cycle = Math.max(cycle + 1, begunAtMs / MINUTE_MS);
  }

  /** What Chronicle calls the present file. */
  String fileName() {
    return name.format(Instant.ofEpochMilli(currentTimeMillis())) + SingleChronicleQueue.SUFFIX;
  }

  @Override
  public long currentTimeMillis() {
    return cycle * MINUTE_MS;
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public int lengthInMillis() {
    return MINUTE_MS;
  }

  @Override
  public int defaultIndexCount() {
    return arithmetic.indexCount();
  }

  @Override
  public int defaultIndexSpacing() {
    return arithmetic.indexSpacing();
  }

  @Override
  public long toIndex(int fileCycle, long sequenceNumber) {
    return arithmetic.toIndex(fileCycle, sequenceNumber);
  }

  @Override
  public long toSequenceNumber(long index) {
    return arithmetic.toSequenceNumber(index);
  }

  @Override
  public int toCycle(long index) {
    return arithmetic.toCycle(index);
  }

  @Override
  public long maxMessagesPerCycle() {
    return arithmetic.maxMessagesPerCycle();
  }
}
