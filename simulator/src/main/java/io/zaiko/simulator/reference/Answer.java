package io.zaiko.simulator.reference;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;

/** What the engine says: to commands, and to questions. SKUs and locations are handles. */
public sealed interface Answer {
  /** Handle that stands for none. */
  int NONE = -1;

  /** To a command. */
  record Reply(
      ResultCode code,
      long sequence,
      long time,
      boolean repeated,
      int oversellsOpened,
      int deviceGaps,
      List<LineReply> lines,
      int endangered,
      List<Endangered> firstEndangered)
      implements Answer {
    /** The same once more: without what has to be asked for. */
    Reply again() {
      return new Reply(code, sequence, time, true, oversellsOpened, 0, lines, 0, List.of());
    }
  }

  /** About one line of a command; the location is NONE but for PLACED. */
  record LineReply(int line, ResultCode code, long quantity, int location) {
    /** Of a line that was not placed anywhere. */
    public LineReply(int line, ResultCode code, long quantity) {
      this(line, code, quantity, NONE);
    }
  }

  /** A reservation that goes without if an oversell stays. */
  record Endangered(int sku, int location, long units, ReservationState state, String id) {}

  /** To Register. */
  record Registered(long session, long sequence, long time, long highestRequestId)
      implements Answer {}

  /** To the question for one SKU at one location. */
  record Stock(
      ResultCode code,
      long sellable,
      long reserved,
      long damaged,
      long qualityControl,
      long blocked,
      long inTransit,
      Promise promise)
      implements Answer {
    /** For a pair that is not there. */
    public static Stock unknown(ResultCode code) {
      return new Stock(code, 0, 0, 0, 0, 0, 0, Promise.NONE);
    }
  }

  /** What decides about ATS of a channel; quota -1 = no cap, and then nothing used of it. */
  record Promise(
      long ats,
      long safety,
      long quota,
      long quotaUsed,
      Band band,
      boolean suspended,
      boolean channelDisabled,
      boolean ownSafety) {
    /** Without a channel there is nothing to tell. */
    public static final Promise NONE =
        new Promise(0, 0, Protocol.NO_QUOTA, 0, Band.NULL_VAL, false, false, false);
  }

  /** To the question for one SKU everywhere: by location, in the order of the handles. */
  record Everywhere(ResultCode code, long networkAts, List<At> locations) implements Answer {}

  record At(int location, Stock stock) {}

  /** To the question for several lines: each one's ATS and code, and whether all are to be had. */
  record Basket(boolean available, List<BasketLine> lines) implements Answer {}

  record BasketLine(long ats, ResultCode code) {}

  /**
   * A point to look around, in microdegrees; within 0 = however far; so many units at least, at so
   * many locations at most.
   */
  record NearQuestion(int latitude, int longitude, int withinMetres, int least, int limit) {}

  /** A location where something is to be had, and how far it is. */
  record Near(int location, long metres) {}

  /** To the question for a reservation; destination NONE = no transfer. */
  record Reservation(
      ResultCode code,
      ReservationState state,
      int channel,
      long expiresAt,
      long deadline,
      boolean expireAtDeadline,
      boolean overdue,
      int destination,
      List<ReservationLine> lines,
      List<Moved> moved)
      implements Answer {}

  record ReservationLine(
      int sku,
      int location,
      long requested,
      long open,
      long fulfilled,
      long released,
      long expired,
      long shorted) {}

  /** What a transfer moved of one SKU. */
  record Moved(int sku, long dispatched, long received, long lost, long found) {}

  /** To the question for open reservations of a location: one for each open line. */
  record OpenLine(
      String id,
      ReservationState state,
      int channel,
      int sku,
      long open,
      long due,
      boolean overdue,
      int destination)
      implements Answer {}

  /** To the question who an oversell endangers. */
  record EndangeredAt(ResultCode code, long oversold, List<Endangered> reservations)
      implements Answer {}

  /** To the question for a device: its highest and lowest sequence, and those missing between. */
  record Device(long highest, long lowest, List<Long> missing) implements Answer {}
}
