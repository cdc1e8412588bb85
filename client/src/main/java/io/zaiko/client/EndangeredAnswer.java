package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * Who goes without if an oversell stays: holds newest first, then orders, then what is staged.
 *
 * @param code OK, or why there is no answer
 * @param sku code of the SKU
 * @param location code of the location
 * @param oversold units promised beyond what there is, 0 or more
 * @param count how many reservations there are in all
 * @param reservations those from the position asked for on, as many as a message carries
 * @param sequence position in the journal that the answer shows
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record EndangeredAnswer(
    ResultCode code,
    String sku,
    String location,
    int oversold,
    int count,
    List<Endangered> reservations,
    long sequence,
    long timeMicros,
    String reason) {
  public EndangeredAnswer {
    reservations = List.copyOf(reservations);
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
