package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ChangeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told of changes (rule 30), in order. Of the levels of a pair only the last one counts.
 */
public final class Feed {
  /** One change; what its kind does not have is 255, NULL_VAL, 0 or "". */
  public record Change(
      long sequence,
      ChangeKind kind,
      Pair pair,
      int channel,
      Band band,
      Band bandBefore,
      long sellable,
      long reserved,
      String reservation) {}

  private static final int NO_CHANNEL = 255;

  private final Moment now;
  private final List<Change> changes = new ArrayList<>();

  Feed(Moment now) {
    this.now = now;
  }

  /** Tells that sellable or reserved of a pair is now another. */
  void levelBecame(Pair pair) {
    add(ChangeKind.LEVEL, pair, NO_CHANNEL, "");
  }

  void bandBecame(Pair pair, int channel, Band before, Band after) {
    if (before != after) {
      changes.add(
          new Change(now.sequence(), ChangeKind.BAND, pair, channel, after, before, 0, 0, ""));
    }
  }

  /** Tells of an oversell that began, changed or ended (rule 9). */
  void atfBecame(Pair pair, long before, StockRecord record) {
    long after = record.atf();
    if (before >= 0 && after < 0) {
      oversell(ChangeKind.OVERSELL_OPENED, pair, record);
    } else if (before < 0 && after >= 0) {
      oversell(ChangeKind.OVERSELL_CLOSED, pair, record);
    } else if (before < 0 && before != after) {
      oversell(ChangeKind.OVERSELL_CHANGED, pair, record);
    }
  }

  private void oversell(ChangeKind kind, Pair pair, StockRecord record) {
    changes.add(
        new Change(
            now.sequence(),
            kind,
            pair,
            NO_CHANNEL,
            Band.NULL_VAL,
            Band.NULL_VAL,
            record.units(Place.SELLABLE),
            record.reserved(),
            ""));
  }

  void pickupOverdue(Reservation reservation) {
    Pair first = reservation.lines.keySet().iterator().next();
    add(ChangeKind.PICKUP_OVERDUE, first, reservation.channel, reservation.id);
  }

  private void add(ChangeKind kind, Pair pair, int channel, String reservation) {
    changes.add(
        new Change(
            now.sequence(), kind, pair, channel, Band.NULL_VAL, Band.NULL_VAL, 0, 0, reservation));
  }

  List<Change> changes() {
    return changes;
  }
}
