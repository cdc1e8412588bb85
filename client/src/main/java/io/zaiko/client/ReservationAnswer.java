package io.zaiko.client;

import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reservation as it stands.
 *
 * @param code OK, or why there is no answer
 * @param id the reservation's id
 * @param channel name of its channel; empty if there is no answer
 * @param state where it is in its life; empty if there is no answer
 * @param expiresAtMicros when its hold ends, microseconds since 1970-01-01T00:00Z; 0 = never
 * @param deadlineMicros until when it is to be picked up, microseconds since 1970-01-01T00:00Z; 0 =
 *     no deadline
 * @param onDeadline what becomes of it when the deadline passes
 * @param overdue whether the deadline has passed
 * @param destination code of the location that a transfer goes to; empty = no transfer
 * @param lines its lines, in the order first named
 * @param transferLines what a transfer moved, by SKU
 * @param sequence position in the journal that the answer shows
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record ReservationAnswer(
    ResultCode code,
    String id,
    String channel,
    Optional<ReservationState> state,
    long expiresAtMicros,
    long deadlineMicros,
    OnDeadline onDeadline,
    boolean overdue,
    String destination,
    List<ReservationLine> lines,
    List<TransferLine> transferLines,
    long sequence,
    long timeMicros,
    String reason) {
  public ReservationAnswer {
    lines = List.copyOf(lines);
    transferLines = List.copyOf(transferLines);
  }

  /** When its hold ends; empty = never. */
  public Optional<Instant> expiresAt() {
    return CommandOptions.Micros.toOptionalInstant(expiresAtMicros);
  }

  /** Until when it is to be picked up; empty = no deadline. */
  public Optional<Instant> deadline() {
    return CommandOptions.Micros.toOptionalInstant(deadlineMicros);
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
