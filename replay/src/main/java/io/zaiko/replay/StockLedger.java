package io.zaiko.replay;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.MessageShape;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Every movement of a SKU's units, from the first record of a journal that is there to its last.
 *
 * <p>It knows none of the rules by which commands move stock. The journal is replayed through the
 * engine itself, and what a command did is read off the stock records, before and after each write.
 * So the rows of a pair sum to its stock, whatever the rules are; only the place outside, where
 * units came from or went to, follows from the command's name. The engine's stock table tells of
 * each write (see {@link io.zaiko.engine.stock.StockObserver}) rather than being compared before
 * and after each record: a record is not one movement. It may end holds first, and name a pair in
 * several lines.
 */
public final class StockLedger {
  private StockLedger() {}

  /**
   * Where a ledger ends.
   *
   * @param skuKnown whether the SKU is defined
   * @param locationKnown whether the location is defined; also if none was named
   * @param movements rows of the ledger
   * @param sequence last record that was looked at; 0 = the journal is empty
   * @param timeMicros engine time of that record, in microseconds since the epoch
   */
  public record End(
      boolean skuKnown, boolean locationKnown, long movements, long sequence, long timeMicros) {}

  /**
   * Replays the journal of a data directory; a server may be running or not.
   *
   * @param sku code
   * @param location code; null = all locations
   * @param sink takes the rows in the order of the journal, while it is read
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   * @throws io.zaiko.engine.journal.JournalDamagedException if the journal is damaged
   * @throws io.zaiko.engine.recovery.ReplayException if it does not lead where it led before
   */
  public static End replay(
      Path dataDirectory,
      String sku,
      String location,
      Consumer<Movement> sink,
      RecoveryProgress progress) {
    Writing writing = new Writing(sku, location, sink);
    RecoveryStart start = JournalAudit.start(dataDirectory, progress);
    if (start.dispatcher() != null) {
      writing.begin(start.dispatcher());
    }
    try (Replayed replayed = start.replay(writing, progress).toEnd()) {
      return writing.end(replayed);
    }
  }

  /** Turns the changes that each command made into rows. */
  private static final class Writing implements ReplayHook {
    private final String sku;
    private final String location;
    private final Consumer<Movement> sink;
    private final CommandDescriber describer = new CommandDescriber();
    private ChangeRecorder recorder;
    private CatalogCodes codes;
    private long movements;

    Writing(String sku, String location, Consumer<Movement> sink) {
      this.sku = sku;
      this.location = location;
      this.sink = sink;
    }

    void begin(CommandDispatcher dispatcher) {
      recorder = new ChangeRecorder(dispatcher.engine(), location == null);
      dispatcher.engine().stock().observe(recorder);
      codes = new CatalogCodes(dispatcher.newReader());
      watch();
    }

    private void watch() {
      recorder.watch(
          codes.skuHandle(sku),
          location == null ? CatalogCodes.UNKNOWN : codes.locationHandle(location));
    }

    @Override
    public void onCommand(ReplayedCommand command, CommandDispatcher dispatcher) {
      describer.next(command, dispatcher);
      if (recorder == null) {
        // The first record is the configuration, which moves nothing.
        begin(dispatcher);
      }
      if (!recorder.changes().isEmpty()) {
        write(dispatcher);
      }
      switch (describer.shape()) {
        case DEFINE_SKU, DEFINE_LOCATION -> watch();
        default -> {
          // Only a definition gives a code its handle.
        }
      }
    }

    private void write(CommandDispatcher dispatcher) {
      JournaledCommand command = describer.describe();
      for (StockChange change : movements(recorder.changes())) {
        boolean ended = change.expired() != null;
        Place outside = ended ? null : outside(describer.shape());
        int at = dispatcher.engine().stock().location(change.record());
        boolean moved = change.loser() != null || change.gainer() != null;
        sink.accept(
            new Movement(
                ended ? describer.describe(change.expired()) : command,
                sku,
                describer.codes().location(at),
                moved && change.loser() == null ? outside : change.loser(),
                moved && change.gainer() == null ? outside : change.gainer(),
                change.quantity(),
                change.sellableAfter(),
                change.reservedAfter()));
        movements++;
      }
      recorder.clear();
    }

    /**
     * One change for each movement. The table writes two where units go between two buckets other
     * than sellable, and where they go into transit: there the source's write tells all.
     */
    private List<StockChange> movements(List<StockChange> changes) {
      return switch (describer.shape()) {
        case MOVE -> StockChange.joined(changes);
        case TRANSFER_DISPATCH ->
            changes.stream().filter(change -> change.bucket() != Place.IN_TRANSIT).toList();
        default -> changes;
      };
    }

    /** Where units come from, or go to, that were not here before, or are not any more. */
    private static Place outside(MessageShape shape) {
      return switch (shape) {
        case RECEIVE -> Place.SUPPLIER;
        case SELL, RETURN, FULFIL -> Place.CUSTOMER;
        case TRANSFER_DISPATCH -> Place.IN_TRANSIT;
        case ADJUST, COUNT, TRANSFER_RECEIVE, TRANSFER_CLOSE -> Place.SHRINKAGE;
        default -> null;
      };
    }

    End end(Replayed replayed) {
      if (recorder == null) {
        return new End(false, location == null, 0, 0, 0);
      }
      return new End(
          codes.skuHandle(sku) != CatalogCodes.UNKNOWN,
          location == null || codes.locationHandle(location) != CatalogCodes.UNKNOWN,
          movements,
          replayed.position().sequence(),
          replayed.position().timeMicros());
    }
  }
}
