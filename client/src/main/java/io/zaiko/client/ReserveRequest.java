package io.zaiko.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * RESERVE: promises units to somebody.
 *
 * @param reservationId chosen by the caller, unique everywhere, 1 to 64 bytes
 * @param channel name of the channel that asks
 * @param lines what is wanted where, 1 to 256 lines of 1 unit or more
 * @param hold how long the promise lasts unless committed; zero = the server's default
 * @param partial grant what there is, line by line, instead of all or nothing
 * @param paid begin as COMMITTED, without an expiry; allowed only with a hold of zero
 */
public record ReserveRequest(
    String reservationId,
    String channel,
    List<Line> lines,
    Duration hold,
    boolean partial,
    boolean paid)
    implements CommandRequest {
  public ReserveRequest {
    Texts.required("The reservation id", reservationId);
    Texts.required("The channel", channel);
    lines = Texts.lines(lines);
    Objects.requireNonNull(hold, "hold");
  }

  /** All or nothing, held for the server's default time. */
  public static ReserveRequest of(String reservationId, String channel, Line... lines) {
    return new ReserveRequest(reservationId, channel, List.of(lines), Duration.ZERO, false, false);
  }

  /** The same, held so long; what is finer than a microsecond is cut off. */
  public ReserveRequest withHold(Duration duration) {
    return new ReserveRequest(reservationId, channel, lines, duration, partial, paid);
  }

  /** The same, content with less than asked. */
  public ReserveRequest asPartial() {
    return new ReserveRequest(reservationId, channel, lines, hold, true, paid);
  }

  /** The same, already paid: begins as COMMITTED. */
  public ReserveRequest asPaid() {
    return new ReserveRequest(reservationId, channel, lines, hold, partial, true);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }

  @Override
  public int lineCount() {
    return lines.size();
  }
}
