package io.zaiko.client;

import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * What the server answered to a command. A refusal is an answer like any other.
 *
 * <p>Codes of SKUs and locations in here are empty if the server could not tell them in time: the
 * command was answered, but then the connection broke, or the client was closed.
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
 * @param endangered how many reservations an oversell endangers, one for each stock record and
 *     reservation; only facts that take stock away tell, and no repeated answer does
 * @param firstEndangered the first 16 of them, in the order in which they are to be given up; ask
 *     for the rest with {@link ZaikoClient#endangered}
 * @param deviceGaps for a fact with a device: how many of its facts below the highest are missing;
 *     ask for them with {@link ZaikoClient#device}
 * @param lines only the lines that were not applied as asked, and where lines with choices were
 *     placed, in the order sent
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
    int endangered,
    List<Endangered> firstEndangered,
    int deviceGaps,
    List<LineAnswer> lines) {
  public CommandAnswer {
    firstEndangered = List.copyOf(firstEndangered);
    lines = List.copyOf(lines);
  }

  /** A refusal that was given before the command could be sent. */
  static CommandAnswer unsent(ResultCode code, long session, Durability durability) {
    return new CommandAnswer(
        code, session, 0, 0, 0, durability, false, 0, 0, List.of(), 0, List.of());
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
