package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * One page of a list of stock records.
 *
 * @param code OK, or why there is no answer
 * @param channel name of the channel that asked; empty = none
 * @param rows the records
 * @param nextCursor where the next page begins; 0 = this is the last one
 * @param consistent whether all records of the page are of one moment
 * @param sequence position in the journal that the answer shows
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record StockListAnswer(
    ResultCode code,
    String channel,
    List<StockRow> rows,
    long nextCursor,
    boolean consistent,
    long sequence,
    long timeMicros,
    String reason) {
  public StockListAnswer {
    rows = List.copyOf(rows);
  }

  /** Whether the question was answered. */
  public boolean ok() {
    return code == ResultCode.OK;
  }

  /** Engine time of the answer. */
  public Instant time() {
    return CommandOptions.Micros.toInstant(timeMicros);
  }
}
