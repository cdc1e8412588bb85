package io.zaiko.engine.reference;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import java.util.Map;

/** What the engine says: to commands, and to questions. */
public sealed interface Answer {

  /** To a command. */
  record Reply(
      ResultCode code,
      long sequence,
      long time,
      boolean repeated,
      int oversellsOpened,
      List<LineReply> lines)
      implements Answer {
    Reply again() {
      return new Reply(code, sequence, time, true, oversellsOpened, lines);
    }
  }

  /** About one line of a command that was not applied as asked. */
  record LineReply(int line, ResultCode code, long quantity) {}

  /** To Register. */
  record Registered(long session, long sequence, long time, long highestRequestId)
      implements Answer {}

  /** To the question for one SKU at one location. Without a channel ATS and safety are 0. */
  record Stock(
      ResultCode code,
      long ats,
      long sellable,
      long reserved,
      long safety,
      long damaged,
      long qualityControl,
      long blocked)
      implements Answer {
    static Stock unknown(ResultCode code) {
      return new Stock(code, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  /** To the question for one SKU everywhere: by location code, in the order of the records. */
  record Everywhere(ResultCode code, long networkAts, Map<String, Stock> locations)
      implements Answer {}

  /** To the question for several lines: each one's ATS and code, and whether all are to be had. */
  record Basket(boolean available, List<BasketLine> lines) implements Answer {}

  record BasketLine(long ats, ResultCode code) {}

  /** To the question for a reservation. */
  record Reservation(
      ResultCode code,
      ReservationState state,
      int channel,
      long expiresAt,
      List<ReservationLine> lines)
      implements Answer {}

  record ReservationLine(
      String sku,
      String location,
      long requested,
      long open,
      long fulfilled,
      long released,
      long expired,
      long shorted) {}

  /** Every bucket of one stock record, as a question shows it. */
  static Stock stock(long ats, long safety, StockRecord record) {
    return new Stock(
        ResultCode.OK,
        ats,
        record.units(Bucket.SELLABLE),
        record.reserved(),
        safety,
        record.units(Bucket.DAMAGED),
        record.units(Bucket.QUALITY_CONTROL),
        record.units(Bucket.BLOCKED));
  }
}
