package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ChangeKind;
import io.zaiko.simulator.reference.Feed.Change;
import io.zaiko.simulator.reference.Pair;
import io.zaiko.simulator.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the engine's changes beside those of the reference (rule 30): the same bands, oversells
 * and overdue pickups in the same order, the same pairs with other levels by each record. Follows
 * from the beginning all the time, and from any sequence when asked to.
 */
final class FeedComparison {
  /**
   * The engine may tell a level twice where the reference sees one step, and an overdue pickup
   * takes up to four places for its id.
   */
  private static final int MOST_PLACES_PER_CHANGE = 4;

  private final ReferenceEngine reference;
  private final int capacity;
  private ChangeReader follower;
  private int compared;
  private long beginning;

  /**
   * @param capacity changes that the engine keeps at least
   */
  FeedComparison(ReferenceEngine reference, int capacity) {
    this.reference = reference;
    this.capacity = capacity;
  }

  /** Follows an engine from a sequence on, whose records are all compared up to there. */
  void follow(CommandDispatcher dispatcher, long sequence) {
    follower = dispatcher.engine().newChangeReader();
    compared = reference.changes().size();
    Difference.unless(follower.seek(sequence), () -> "rule 30: cannot follow from here on");
  }

  /** Compares what was told since the last time. */
  void compareNew(CommandDispatcher dispatcher, long sequence) {
    List<Change> all = reference.changes();
    List<Change> expected = all.subList(compared, all.size());
    List<Change> told = read(follower);
    if (follower.lapped()) {
      checkOverflow(expected, capacity);
      follow(dispatcher, sequence);
      return;
    }
    compare(expected, told, "changes");
    compared = all.size();
  }

  /** Says that the engine knows of no changes up to a sequence: it was restored there. */
  void beginAt(long sequence) {
    beginning = sequence;
  }

  /** Follows from a sequence as a newcomer does, and compares what it is told. */
  void compareFrom(CommandDispatcher dispatcher, long sequence) {
    if (sequence < beginning) {
      Difference.unless(
          !dispatcher.engine().newChangeReader().seek(sequence),
          () -> "rule 30: changes from sequence " + sequence + ", before the snapshot");
      return;
    }
    List<Change> expected =
        reference.changes().stream().filter(change -> change.sequence() > sequence).toList();
    ChangeReader newcomer = dispatcher.engine().newChangeReader();
    if (newcomer.seek(sequence)) {
      compare(expected, read(newcomer), "changes from sequence " + sequence);
    } else {
      // The oldest eighth is not offered any more.
      checkOverflow(expected, capacity - capacity / 8);
    }
  }

  private static void checkOverflow(List<Change> missed, int kept) {
    Difference.unless(
        missed.size() * MOST_PLACES_PER_CHANGE >= kept,
        () -> "rule 30: only " + missed.size() + " changes, but they are not kept");
  }

  private static List<Change> read(ChangeReader reader) {
    List<Change> told = new ArrayList<>();
    while (reader.next()) {
      told.add(change(reader));
    }
    return told;
  }

  private static Change change(ChangeReader reader) {
    ChangeKind kind = ChangeKind.get((short) reader.kind());
    boolean band = kind == ChangeKind.BAND;
    return new Change(
        reader.sequence(),
        kind,
        new Pair(reader.sku(), reader.location()),
        reader.channel(),
        band ? Band.get((short) reader.band()) : Band.NULL_VAL,
        band ? Band.get((short) reader.bandBefore()) : Band.NULL_VAL,
        reader.sellable(),
        reader.reserved(),
        reader.id().getStringWithoutLengthUtf8(0, reader.idLength()));
  }

  private static void compare(List<Change> expected, List<Change> told, String what) {
    Difference.unlessEqual(events(expected), events(told), () -> what);
    Difference.unlessEqual(levels(expected), levels(told), () -> "levels, " + what);
  }

  private static List<Change> events(List<Change> changes) {
    return changes.stream().filter(change -> change.kind() != ChangeKind.LEVEL).toList();
  }

  private static Set<Change> levels(List<Change> changes) {
    Set<Change> levels = new HashSet<>(changes);
    levels.removeAll(events(changes));
    return levels;
  }
}
