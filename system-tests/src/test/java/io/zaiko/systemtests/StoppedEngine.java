package io.zaiko.systemtests;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.Durability;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A fresh engine that is fed a journal record by record, and stands still in between. It has
 * nothing in common with the audits but the engine itself.
 */
final class StoppedEngine implements AutoCloseable {
  private final BatchReader journal;
  private final CommandDispatcher dispatcher;
  private final AvailabilityReader reader;
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final UnsafeBuffer code = new UnsafeBuffer(new byte[32]);
  private long sequence;

  StoppedEngine(Path data) {
    journal = new BatchReader(DataDirectory.journalOf(data).scan());
    if (!journal.nextBatch() || !journal.nextCommand()) {
      throw new IllegalStateException("an empty journal");
    }
    dispatcher =
        CommandDispatcher.create(
            journal.buffer(), journal.offset(), journal.length(), Durability.PROCESS);
    reader = dispatcher.newReader();
    apply();
  }

  private void apply() {
    dispatcher.apply(
        journal.sequence(),
        journal.timeMicros(),
        journal.crc32c(),
        journal.buffer(),
        journal.offset(),
        journal.length(),
        reply,
        0);
    sequence = journal.sequence();
  }

  /** Goes on to a sequence that lies ahead, or to the end; returns where it stands. */
  long runTo(long target) {
    while (sequence < target && (journal.nextCommand() || nextBatch())) {
      apply();
    }
    return sequence;
  }

  private boolean nextBatch() {
    return journal.nextBatch() && journal.nextCommand();
  }

  /** Time of the record that was applied last, in microseconds since the epoch. */
  long timeMicros() {
    return dispatcher.engine().timeMicros();
  }

  /** Every stock record as text, by SKU and location. */
  Map<String, String> stock() {
    Map<String, String> stock = new TreeMap<>();
    for (int sku = 0; sku < reader.skuCount(); sku++) {
      for (int n = 0; n < reader.placeCount(sku); n++) {
        if (!reader.readAt(sku, n, AvailabilityReader.NO_CHANNEL)) {
          continue;
        }
        String skuCode = text(reader.copySkuCode(sku, code, 0));
        String locationCode = text(reader.copyLocationCode(reader.location(), code, 0));
        stock.put(
            skuCode + "@" + locationCode,
            text(
                reader.sellable(),
                reader.reserved(),
                reader.damaged(),
                reader.qualityControl(),
                reader.blocked(),
                reader.inTransit()));
      }
    }
    return stock;
  }

  private String text(int length) {
    return code.getStringWithoutLengthUtf8(0, length);
  }

  /** Units of a pair in the form of {@link #stock}. */
  static String text(
      int sellable, int reserved, int damaged, int qualityControl, int blocked, int inTransit) {
    return sellable
        + " sellable, "
        + reserved
        + " reserved, "
        + damaged
        + " damaged, "
        + qualityControl
        + " in quality control, "
        + blocked
        + " blocked, "
        + inTransit
        + " in transit";
  }

  @Override
  public void close() {
    journal.close();
    dispatcher.close();
  }
}
