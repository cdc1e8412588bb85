package io.zaiko.client;

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
 * @param lines its lines, in the order first named
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
    List<ReservationLine> lines,
    long sequence,
    long timeMicros,
    String reason) {
  public ReservationAnswer {
    lines = List.copyOf(lines);
  }

  /** Whether the question was answered. */
  public boolean ok() {
    return code == ResultCode.OK;
  }

  /** When its hold ends; empty = never. */
  public Optional<Instant> expiresAt() {
    return expiresAtMicros == 0
        ? Optional.empty()
        : Optional.of(CommandOptions.Micros.toInstant(expiresAtMicros));
  }

  /** Engine time of the answer. */
  public Instant time() {
    return CommandOptions.Micros.toInstant(timeMicros);
  }
}
