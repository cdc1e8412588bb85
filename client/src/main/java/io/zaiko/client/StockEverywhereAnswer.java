package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * Stock of one SKU at every location that has a record of it. Each location is consistent in
 * itself; together they are no single cut.
 *
 * @param code OK, or why there is no answer
 * @param sku code of the SKU
 * @param channel name of the channel that asked; empty = none
 * @param networkAts units available in the whole network: the sum over the locations, each at least
 *     0
 * @param locations in the order in which they got their record
 * @param sequence position in the journal that the answer shows at least
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record StockEverywhereAnswer(
    ResultCode code,
    String sku,
    String channel,
    long networkAts,
    List<LocationStock> locations,
    long sequence,
    long timeMicros,
    String reason) {
  public StockEverywhereAnswer {
    locations = List.copyOf(locations);
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
