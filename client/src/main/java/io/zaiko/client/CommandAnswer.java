package io.zaiko.client;

import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * What the server answered to a command. A refusal is an answer like any other.
 *
 * @param code OK, or why nothing changed
 * @param session the session the command was sent in; 0 if it was answered before there was one
 * @param requestId the command's id in its session; 0 if it was never sent
 * @param sequence the command's position in the journal; 0 = it was answered without being
 *     journaled and its request id is not used up
 * @param timeMicros engine time, microseconds since 1970-01-01T00:00Z; 0 if not journaled
 * @param durability what the answer survives
 * @param repeated the request id was seen before: this is the first answer again
 * @param oversellsOpened how many stock records this fact took from not oversold to oversold
 * @param lines only the lines that were not applied as asked, in the order sent
 */
public record CommandAnswer(
    ResultCode code,
    long session,
    long requestId,
    long sequence,
    long timeMicros,
    Durability durability,
    boolean repeated,
    int oversellsOpened,
    List<LineAnswer> lines) {
  public CommandAnswer {
    lines = List.copyOf(lines);
  }

  /** Whether the command was done. */
  public boolean ok() {
    return code == ResultCode.OK;
  }

  /** Engine time of the command; 1970 if it was not journaled. */
  public Instant time() {
    return CommandOptions.Micros.toInstant(timeMicros);
  }
}
