package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * One page of what is to be picked and picked up at a location.
 *
 * @param code OK, or why there is no answer
 * @param location code of the location
 * @param reservations one row for each reservation and SKU
 * @param nextCursor where the next page begins; 0 = this is the last one
 * @param sequence position in the journal that the answer shows
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record OpenReservationsAnswer(
    ResultCode code,
    String location,
    List<OpenReservation> reservations,
    int nextCursor,
    long sequence,
    long timeMicros,
    String reason) {
  public OpenReservationsAnswer {
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
