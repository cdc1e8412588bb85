package io.zaiko.replay;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook.ReplayedCommand;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a journal holds and what came of it.
 *
 * @param commands records by command, the server's own (CONFIGURE, TICK) included
 * @param results the same records by what they were answered
 * @param skus SKUs defined and not deleted
 * @param locations locations defined and not deleted
 * @param stockRecords pairs of SKU and location with a record
 * @param onHandTotal units on hand, over all records
 * @param reservedTotal units reserved, over all records
 * @param oversoldTotal units promised beyond what there is, over all records
 * @param openReservations reservations held, committed or staged
 * @param firstSequence of the first record that was counted; 0 = none was. Above 1 where what was
 *     before it is gone, and a snapshot stands for it
 * @param lastSequence of the last record; 0 = the journal is empty
 * @param stateHash of the state behind it; 0 for an empty journal
 */
public record JournalStatistics(
    SortedMap<String, Long> commands,
    SortedMap<String, Long> results,
    int skus,
    int locations,
    long stockRecords,
    long onHandTotal,
    long reservedTotal,
    long oversoldTotal,
    int openReservations,
    long firstSequence,
    long lastSequence,
    long stateHash) {

  /**
   * Replays the journal of a data directory; a server may be running or not.
   *
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   * @throws io.zaiko.engine.journal.JournalDamagedException if the journal is damaged
   * @throws io.zaiko.engine.recovery.ReplayException if it does not lead where it led before
   */
  public static JournalStatistics of(Path dataDirectory, RecoveryProgress progress) {
    Counting counting = new Counting();
    RecoveryStart start = JournalAudit.start(dataDirectory, progress);
    Replayed replayed =
        start.replay((command, dispatcher) -> counting.count(command), progress).toEnd();
    try (CommandDispatcher dispatcher = replayed.dispatcher()) {
      return counting.statistics(dispatcher, replayed);
    }
  }

  /** The sums while they grow. */
  private static final class Counting {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SortedMap<String, Long> commands = new TreeMap<>();
    private final SortedMap<String, Long> results = new TreeMap<>();
    private long stockRecords;
    private long onHand;
    private long reserved;
    private long oversold;

    void count(ReplayedCommand command) {
      header.wrap(command.buffer(), command.offset());
      MessageShape shape = MessageShape.of(header.templateId());
      add(commands, shape == null ? JournaledCommand.UNKNOWN : shape.name());
      add(results, command.code().name());
    }

    private static void add(Map<String, Long> counts, String name) {
      counts.merge(name, 1L, Long::sum);
    }

    JournalStatistics statistics(CommandDispatcher dispatcher, Replayed replayed) {
      if (dispatcher == null) {
        return new JournalStatistics(commands, results, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      }
      long lastSequence = replayed.position().sequence();
      AvailabilityReader reader = dispatcher.newReader();
      for (int sku = 0; sku < reader.skuCount(); sku++) {
        addStock(reader, sku);
      }
      return new JournalStatistics(
          commands,
          results,
          (int) IntStream.range(0, reader.skuCount()).filter(reader::isSku).count(),
          (int) IntStream.range(0, reader.locationCount()).filter(reader::isLocation).count(),
          stockRecords,
          onHand,
          reserved,
          oversold,
          dispatcher.engine().reservations().openCount(),
          replayed.records() == 0 ? 0 : lastSequence - replayed.records() + 1,
          lastSequence,
          dispatcher.stateHash());
    }

    private void addStock(AvailabilityReader reader, int sku) {
      int places = reader.placeCount(sku);
      for (int n = 0; n < places; n++) {
        if (reader.readAt(sku, n, AvailabilityReader.NO_CHANNEL)) {
          add(StockLevel.of(reader));
        }
      }
    }

    private void add(StockLevel level) {
      stockRecords++;
      onHand += level.onHand();
      reserved += level.reserved();
      oversold += level.oversold();
    }
  }
}
