package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ChangeKind;
import java.util.ArrayList;
import java.util.List;

/** What may be told of changes (rule 30): all but levels, of which only the last one counts. */
public final class Feed {
  /** One change; what its kind does not have is 255, NULL_VAL or "". */
  public record Change(
      long sequence,
      ChangeKind kind,
      Pair pair,
      int channel,
      Band band,
      Band bandBefore,
      String reservation) {}

  private static final int NO_CHANNEL = 255;

  private final Moment now;
  private final List<Change> changes = new ArrayList<>();

  Feed(Moment now) {
    this.now = now;
  }

  void bandBecame(Pair pair, int channel, Band before, Band after) {
    if (before != after) {
      add(ChangeKind.BAND, pair, channel, after, before, "");
    }
  }

  /** Tells of an oversell that began, changed or ended (rule 9). */
  void atfBecame(Pair pair, long before, long after) {
    if (before >= 0 && after < 0) {
      add(ChangeKind.OVERSELL_OPENED, pair);
    } else if (before < 0 && after >= 0) {
      add(ChangeKind.OVERSELL_CLOSED, pair);
    } else if (before < 0 && before != after) {
      add(ChangeKind.OVERSELL_CHANGED, pair);
    }
  }

  void pickupOverdue(Reservation reservation) {
    Pair first = reservation.lines.keySet().iterator().next();
    add(ChangeKind.PICKUP_OVERDUE, first, NO_CHANNEL, Band.NULL_VAL, Band.NULL_VAL, reservation.id);
  }

  private void add(ChangeKind kind, Pair pair) {
    add(kind, pair, NO_CHANNEL, Band.NULL_VAL, Band.NULL_VAL, "");
  }

  private void add(
      ChangeKind kind, Pair pair, int channel, Band band, Band before, String reservation) {
    changes.add(new Change(now.sequence(), kind, pair, channel, band, before, reservation));
  }

  List<Change> changes() {
    return changes;
  }
}
