package io.zaiko.bench.recover;

import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.JsonObject;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is recovered from, below one folder:
 *
 * <pre>
 *   commands/   a data directory: a journal that fills the stock and then has the commands,
 *               and a snapshot behind all but its tail
 *   stock/      a data directory: a journal that fills the stock, and a snapshot behind it
 *   made.json   what was made, written last
 * </pre>
 *
 * @param folder where it is
 * @param commands behind those that fill the stock
 * @param tail how many of them are behind the snapshot
 * @param stockRecords a multiple of 200 locations
 */
public record RecoveryData(Path folder, long commands, long tail, int stockRecords) {
  /** Locations that the stock records spread over. */
  static final int LOCATIONS = 200;

  private static final String MADE = "made.json";

  /** Refuses what cannot be made, with a message for people. */
  public RecoveryData {
    require(commands >= 1, "there must be a command at least");
    require(tail >= 0 && tail <= commands, "the tail is a part of the commands");
    require(
        stockRecords >= LOCATIONS && stockRecords % LOCATIONS == 0,
        "stock records must be a multiple of " + LOCATIONS + ", not " + stockRecords);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** What a kind of recovery recovers. */
  Path directory(RecoveryKind kind) {
    return folder.resolve(kind == RecoveryKind.STOCK ? "stock" : "commands");
  }

  /**
   * Makes what is not there.
   *
   * @throws IOException when it cannot be written, or something else is there
   */
  public void prepare(RecoveryProgress progress) throws IOException {
    Path made = folder.resolve(MADE);
    if (Files.exists(made)) {
      requireThis(made);
      return;
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new IOException(
              folder + " holds something else, or what was begun and not finished: remove it");
        }
      }
    }
    Path journal = directory(RecoveryKind.JOURNAL);
    writeSnapshot(journal, write(journal, commands, progress) - tail, progress);
    Path stock = directory(RecoveryKind.STOCK);
    writeSnapshot(stock, write(stock, 0, progress), progress);
    Files.writeString(made, Json.write(facts()) + "\n");
  }

  private void requireThis(Path made) throws IOException {
    JsonObject there = JsonObject.read(Files.readString(made));
    for (Map.Entry<String, Object> fact : facts().entrySet()) {
      if (there.integer(fact.getKey()) != ((Number) fact.getValue()).longValue()) {
        throw new IOException(
            folder
                + " was made for other numbers ("
                + fact.getKey()
                + " "
                + there.integer(fact.getKey())
                + "): give another folder, or remove it");
      }
    }
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("commands", commands);
    facts.put("tail", tail);
    facts.put("stock_records", stockRecords);
    return facts;
  }

  private long write(Path directory, long count, RecoveryProgress progress) {
    try (JournalMaker maker = new JournalMaker(directory, stockRecords)) {
      if (count > 0) {
        maker.run(count, tail, stockRecords, progress);
      }
      return maker.sequence();
    }
  }

  /** As a follower would: replayed, so checked too. */
  private static void writeSnapshot(Path directory, long sequence, RecoveryProgress progress)
      throws IOException {
    JournalReplay replay =
        new JournalReplay(
            DataDirectory.journalOf(directory).scan(),
            Durability.PROCESS,
            ReplayHook.NONE,
            progress);
    try (Replayed replayed = replay.toSequence(sequence)) {
      new SnapshotDirectory(directory)
          .write(replayed.dispatcher(), replayed.position(), replayed.last());
    }
  }

  /** The files that a recovery of a data directory reads. */
  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
