package io.zaiko.client;

import io.zaiko.protocol.sbe.OnDeadline;
import java.time.Instant;
import java.util.Objects;

/**
 * COMMIT: a hold becomes an order and has no expiry any more.
 *
 * @param reservationId 1 to 64 bytes
 * @param deadlineMicros until when it is to be picked up, microseconds since 1970-01-01T00:00Z; 0 =
 *     no deadline
 * @param onDeadline what becomes of it when the deadline passes
 */
public record CommitRequest(String reservationId, long deadlineMicros, OnDeadline onDeadline)
    implements CommandRequest {
  public CommitRequest {
    Texts.required("The reservation id", reservationId);
    Objects.requireNonNull(onDeadline, "onDeadline");
  }

  /** An order without a pickup deadline. */
  public static CommitRequest of(String reservationId) {
    return new CommitRequest(reservationId, 0, OnDeadline.REPORT);
  }

  /** The same, to be picked up until then; what is finer than a microsecond is cut off. */
  public CommitRequest withDeadline(Instant time, OnDeadline then) {
    return new CommitRequest(reservationId, CommandOptions.Micros.of(time), then);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
