package io.zaiko.client;

import io.zaiko.protocol.sbe.ReservationState;
import java.time.Instant;
import java.util.Optional;

/**
 * What a reservation has open of one SKU at a location: a row of its pick and pickup list.
 *
 * @param reservationId its id
 * @param sku code of the SKU
 * @param open units still promised
 * @param channel name of its channel
 * @param state where it is in its life
 * @param dueMicros when its hold ends, or its pickup deadline, microseconds since
 *     1970-01-01T00:00Z; 0 = never
 * @param overdue whether its pickup deadline has passed
 * @param destination code of the location that a transfer goes to; empty = no transfer
 */
public record OpenReservation(
    String reservationId,
    String sku,
    int open,
    String channel,
    ReservationState state,
    long dueMicros,
    boolean overdue,
    String destination) {
  /** When its hold ends, or its pickup deadline; empty = never. */
  public Optional<Instant> due() {
    return CommandOptions.Micros.toOptionalInstant(dueMicros);
  }
}
