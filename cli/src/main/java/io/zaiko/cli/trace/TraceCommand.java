package io.zaiko.cli.trace;

import io.zaiko.client.Line;
import java.util.List;

/**
 * One command of a trace: a row, or adjacent rows that belong together.
 *
 * @param line where its first row stands in the file
 * @param rows how many rows it is made of
 * @param timeMicros time of its first row, in microseconds since the epoch
 * @param channel name of the channel, empty for none
 * @param reference empty for none; the reservation's id where the verb names one
 * @param lines its lines with their locations; none = all that is open
 */
public record TraceCommand(
    long line,
    int rows,
    long timeMicros,
    TraceVerb verb,
    String channel,
    String reference,
    List<Line> lines) {}
