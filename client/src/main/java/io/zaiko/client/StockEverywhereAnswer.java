package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * Stock of one SKU at every location that has a record of it, or at those of a region. Each
 * location is consistent in itself.
 *
 * @param code OK, or why there is no answer
 * @param sku code of the SKU
 * @param channel name of the channel that asked; empty = none
 * @param region code of the region asked about; empty = everywhere
 * @param networkAts units available: the sum over the locations, each at least 0
 * @param locations in the order in which they got their record
 * @param consistent whether all locations are of one moment
 * @param sequence position in the journal that the answer shows at least
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record StockEverywhereAnswer(
    ResultCode code,
    String sku,
    String channel,
    String region,
    long networkAts,
    List<LocationStock> locations,
    boolean consistent,
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
