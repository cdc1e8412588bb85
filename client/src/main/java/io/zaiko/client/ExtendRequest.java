package io.zaiko.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * EXTEND: a hold lasts so long from now on, or an order has until another deadline.
 *
 * @param reservationId 1 to 64 bytes
 * @param hold of a hold: how long from the server's now, up to 366 days; zero = the server's
 *     default
 * @param deadlineMicros of an order: until when it is to be picked up, microseconds since
 *     1970-01-01T00:00Z; 0 for a hold
 */
public record ExtendRequest(String reservationId, Duration hold, long deadlineMicros)
    implements CommandRequest {
  public ExtendRequest {
    Texts.required("The reservation id", reservationId);
    Objects.requireNonNull(hold, "hold");
  }

  /** A hold lasts so long from now on; what is finer than a microsecond is cut off. */
  public static ExtendRequest holding(String reservationId, Duration hold) {
    return new ExtendRequest(reservationId, hold, 0);
  }

  /** An order has until then; what is finer than a microsecond is cut off. */
  public static ExtendRequest until(String reservationId, Instant deadline) {
    return new ExtendRequest(reservationId, Duration.ZERO, CommandOptions.Micros.of(deadline));
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
