package io.zaiko.client;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Stock of one SKU at one location, as a channel sees it.
 *
 * @param code OK, or why there is no answer; then there is no stock in here
 * @param sku code of the SKU
 * @param location code of the location
 * @param channel name of the channel that asked; empty = none
 * @param ats units available to sell on the channel; empty without a channel
 * @param safety units hidden from the channel; empty without a channel
 * @param band how much there is, for pages that show no numbers; empty without a channel
 * @param terms what decides about ATS beside the units
 * @param levels the units by place
 * @param sequence position in the journal that the answer shows
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record StockAnswer(
    ResultCode code,
    String sku,
    String location,
    String channel,
    OptionalInt ats,
    OptionalInt safety,
    Optional<Band> band,
    StockTerms terms,
    StockLevels levels,
    long sequence,
    long timeMicros,
    String reason) {
  /** Whether the question was answered. */
  public boolean ok() {
    return code == ResultCode.OK;
  }

  /** Units that may be promised now: ATS, or without a channel what is not reserved; 0 or more. */
  public int available() {
    return ats.orElse(Math.max(0, levels.atf()));
  }

  /** Whether at least one unit may be promised now. */
  public boolean inStock() {
    return ok() && available() > 0;
  }

  /** Engine time of the answer. */
  public Instant time() {
    return CommandOptions.Micros.toInstant(timeMicros);
  }
}
