package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * Whether a basket can be had. Each line is consistent in itself.
 *
 * @param code OK, or why there is no answer
 * @param channel name of the channel that asked; empty = none
 * @param available whether every line can be had, lines for the same pair taken together
 * @param lines one for each line asked, in its order; none if the question was not answered
 * @param consistent whether all lines are of one moment
 * @param sequence position in the journal that the answer shows at least
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record BasketAnswer(
    ResultCode code,
    String channel,
    boolean available,
    List<BasketLineAnswer> lines,
    boolean consistent,
    long sequence,
    long timeMicros,
    String reason) {
  public BasketAnswer {
    lines = List.copyOf(lines);
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
