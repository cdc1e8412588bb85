package io.zaiko.replay;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.Catalog;
import java.nio.file.Path;

/**
 * The stock at a point of a journal, as the engine had it then.
 *
 * <p>Holds the engine's memory until closed. Not thread safe.
 */
public final class StockAsOf implements AutoCloseable {
  /** Stands for a code that was not defined at that point. */
  public static final int UNKNOWN = Catalog.UNKNOWN;

  private final JournalPosition start;
  private final CommandDispatcher dispatcher;
  private final AvailabilityReader reader;
  private final CatalogCodes codes;
  private final long nextTimeMicros;

  /** Takes the rows, one after the other. */
  @FunctionalInterface
  public interface RowSink {
    /** A pair with a stock record. */
    void row(String sku, String location, StockLevel level);
  }

  private StockAsOf(JournalPosition start, Replayed replayed) {
    this.start = start;
    dispatcher = replayed.dispatcher();
    reader = dispatcher == null ? null : dispatcher.newReader();
    codes = reader == null ? null : new CatalogCodes(reader);
    boolean isMore = replayed.position().sequence() > start.sequence() + replayed.records();
    nextTimeMicros = isMore ? replayed.position().timeMicros() : 0;
    if (reader != null) {
      reader.readPosition();
    }
  }

  /**
   * Replays the journal of a data directory up to a point; a server may be running or not.
   *
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   * @throws io.zaiko.engine.journal.JournalDamagedException if the journal is damaged before there
   * @throws io.zaiko.engine.recovery.ReplayException if it does not lead where it led before
   */
  public static StockAsOf replay(
      Path dataDirectory, JournalPoint point, RecoveryProgress progress) {
    RecoveryStart start = JournalAudit.start(dataDirectory, progress);
    JournalReplay replay = start.replay(ReplayHook.NONE, progress);
    Replayed replayed =
        point.sequence() == Long.MAX_VALUE
            ? replay.toTime(point.timeMicros())
            : replay.toSequence(point.sequence());
    return new StockAsOf(start.position(), replayed);
  }

  /**
   * The first point that could be asked for, in records: 0 = the beginning, above it what a
   * snapshot stands for whose earlier records are gone. A point before it shows the stock there.
   */
  public long startSequence() {
    return start.sequence();
  }

  /** Engine time of that record, in microseconds since the epoch; 0 = the beginning. */
  public long startTimeMicros() {
    return start.timeMicros();
  }

  /** The last record that counts; 0 = none was there. */
  public long sequence() {
    return reader == null ? 0 : reader.sequence();
  }

  /** Engine time of that record, in microseconds since the epoch; 0 = none was there. */
  public long timeMicros() {
    return reader == null ? 0 : reader.timeMicros();
  }

  /**
   * Of a point in time: engine time of the first record behind it, in microseconds since the epoch;
   * 0 = there is none.
   */
  public long nextTimeMicros() {
    return nextTimeMicros;
  }

  /** A number that stands for the SKU in the other calls, or UNKNOWN. */
  public int sku(String text) {
    return codes == null ? UNKNOWN : codes.skuHandle(text);
  }

  /** A number that stands for the location in the other calls, or UNKNOWN. */
  public int location(String text) {
    return codes == null ? UNKNOWN : codes.locationHandle(text);
  }

  /** One pair; zero where it has no record. */
  public StockLevel level(int sku, int location) {
    reader.read(sku, location, AvailabilityReader.NO_CHANNEL);
    return StockLevel.of(reader);
  }

  /**
   * Every record, by SKU in the order of definition.
   *
   * @param sku only this one, or UNKNOWN for all
   * @param location only this one, or UNKNOWN for all
   */
  public void rows(int sku, int location, RowSink sink) {
    if (reader == null) {
      return;
    }
    int first = sku == UNKNOWN ? 0 : sku;
    int end = sku == UNKNOWN ? reader.skuCount() : sku + 1;
    for (int each = first; each < end; each++) {
      rowsOfSku(each, location, sink);
    }
  }

  private void rowsOfSku(int sku, int location, RowSink sink) {
    int places = reader.placeCount(sku);
    for (int n = 0; n < places; n++) {
      boolean isRecord = reader.readAt(sku, n, AvailabilityReader.NO_CHANNEL);
      if (isRecord && (location == UNKNOWN || location == reader.location())) {
        sink.row(codes.sku(sku), codes.location(reader.location()), StockLevel.of(reader));
      }
    }
  }

  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
  }
}
