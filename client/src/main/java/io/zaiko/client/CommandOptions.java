package io.zaiko.client;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What may be said about any command beside its content.
 *
 * @param requestId the request id to send, 1 or more; 0 = the client counts it up itself. An id is
 *     given by hand to repeat, from another process, a command whose answer was lost: under the
 *     same client name, the same id with the same content is executed once and answered again. A
 *     command with an id given by hand is always encoded by codes, so that its bytes depend on
 *     nothing else.
 * @param referenceTimeMicros business time for the ledger, microseconds since 1970-01-01T00:00Z; 0
 *     = not given
 */
public record CommandOptions(long requestId, long referenceTimeMicros) {
  /** The client chooses the request id; no reference time. */
  public static final CommandOptions NONE = new CommandOptions(0, 0);

  public CommandOptions {
    if (requestId < 0) {
      throw new IllegalArgumentException("Request id " + requestId + " is below zero");
    }
  }

  /** The same with this request id. */
  public CommandOptions withRequestId(long id) {
    return new CommandOptions(id, referenceTimeMicros);
  }

  /** The same with this reference time; what is finer than a microsecond is cut off. */
  public CommandOptions withReferenceTime(Instant time) {
    return new CommandOptions(requestId, Micros.of(time));
  }

  /** The same with this reference time in microseconds since 1970-01-01T00:00Z. */
  public CommandOptions withReferenceTimeMicros(long micros) {
    return new CommandOptions(requestId, micros);
  }

  /** Times as the wire has them. */
  static final class Micros {
    private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    private Micros() {}

    static long of(Instant time) {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / 1_000);
    }

    /** The instant, or empty for 0. */
    static Optional<Instant> toOptionalInstant(long micros) {
      return micros == 0 ? Optional.empty() : Optional.of(toInstant(micros));
    }

    static Instant toInstant(long micros) {
      return Instant.ofEpochSecond(
          Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }
  }
}
