package io.zaiko.replay;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The stock at a point of a journal, as the engine had it then.
 *
 * <p>Holds the engine's memory until closed. Not thread safe.
 */
public final class StockAsOf implements AutoCloseable {
  /** Stands for a code that was not defined at that point. */
  public static final int UNKNOWN = Catalog.UNKNOWN;

  private final CommandDispatcher dispatcher;
  private final AvailabilityReader reader;
  private final UnsafeBuffer code = new UnsafeBuffer(new byte[Protocol.MAX_CODE_LENGTH]);

  /** Takes the rows, one after the other. */
  @FunctionalInterface
  public interface RowSink {
    /** A pair with a stock record. */
    void row(String sku, String location, StockLevel level);
  }

  private StockAsOf(CommandDispatcher dispatcher) {
    this.dispatcher = dispatcher;
    this.reader = dispatcher == null ? null : dispatcher.newReader();
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
    JournalReplay replay =
        new JournalReplay(
            DataDirectory.journalOf(dataDirectory).scan(),
            Durability.PROCESS,
            ReplayHook.NONE,
            progress);
    Replayed replayed =
        point.sequence() == Long.MAX_VALUE
            ? replay.toTime(point.timeMicros())
            : replay.toSequence(point.sequence());
    return new StockAsOf(replayed.dispatcher());
  }

  /** The last record that counts; 0 = none was there. */
  public long sequence() {
    return reader == null ? 0 : reader.sequence();
  }

  /** Engine time of that record, in microseconds since the epoch; 0 = none was there. */
  public long timeMicros() {
    return reader == null ? 0 : reader.timeMicros();
  }

  /** A number that stands for the SKU in the other calls, or UNKNOWN. */
  public int sku(String text) {
    int length = encode(text);
    return reader == null || length < 0 ? UNKNOWN : reader.skuHandle(code, 0, length);
  }

  /** A number that stands for the location in the other calls, or UNKNOWN. */
  public int location(String text) {
    int length = encode(text);
    return reader == null || length < 0 ? UNKNOWN : reader.locationHandle(code, 0, length);
  }

  private int encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > code.capacity()) {
      return -1;
    }
    code.putBytes(0, bytes);
    return bytes.length;
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
        sink.row(
            text(reader.copySkuCode(sku, code, 0)),
            text(reader.copyLocationCode(reader.location(), code, 0)),
            StockLevel.of(reader));
      }
    }
  }

  private String text(int length) {
    return code.getStringWithoutLengthUtf8(0, length);
  }

  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
  }
}
