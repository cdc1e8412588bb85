package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * Where near a point a SKU is to be had.
 *
 * @param code OK, or why there is no answer
 * @param sku code of the SKU
 * @param channel name of the channel that asked; empty = none
 * @param locations nearest first; of equally near ones by the bytes of their codes
 * @param consistent whether all locations are of one moment
 * @param sequence position in the journal that the answer shows
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record NearestAnswer(
    ResultCode code,
    String sku,
    String channel,
    List<NearLocation> locations,
    boolean consistent,
    long sequence,
    long timeMicros,
    String reason) {
  public NearestAnswer {
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
