package io.zaiko.client;

import io.zaiko.protocol.sbe.OnDeadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * RESERVE: promises units to somebody.
 *
 * @param reservationId chosen by the caller, unique everywhere, 1 to 64 bytes
 * @param channel name of the channel that asks
 * @param lines what is wanted where, 1 to 256 lines of 1 unit or more
 * @param hold how long the promise lasts unless committed, up to 366 days; zero = the server's
 *     default
 * @param partial grant what there is, line by line, instead of all or nothing
 * @param paid begin as COMMITTED, without an expiry; allowed only with a hold of zero
 * @param split a line with choices may be served by several of them
 * @param deadlineMicros until when a paid reservation is to be picked up, microseconds since
 *     1970-01-01T00:00Z; 0 = no deadline
 * @param onDeadline what becomes of it when the deadline passes
 * @param supersedes id of a reservation that this one takes the place of, in one step; empty = none
 */
public record ReserveRequest(
    String reservationId,
    String channel,
    List<Line> lines,
    Duration hold,
    boolean partial,
    boolean paid,
    boolean split,
    long deadlineMicros,
    OnDeadline onDeadline,
    String supersedes)
    implements CommandRequest {
  public ReserveRequest {
    Texts.required("The reservation id", reservationId);
    Texts.required("The channel", channel);
    lines = Texts.lines(lines);
    Objects.requireNonNull(hold, "hold");
    Objects.requireNonNull(onDeadline, "onDeadline");
    supersedes = Texts.optional("The superseded reservation", supersedes);
  }

  /** All or nothing, held for the server's default time. */
  public static ReserveRequest of(String reservationId, String channel, Line... lines) {
    return of(reservationId, channel, List.of(lines));
  }

  /** All or nothing, held for the server's default time. */
  public static ReserveRequest of(String reservationId, String channel, List<Line> lines) {
    return new ReserveRequest(
        reservationId,
        channel,
        lines,
        Duration.ZERO,
        false,
        false,
        false,
        0,
        OnDeadline.REPORT,
        "");
  }

  /** The same, held so long; what is finer than a microsecond is cut off. */
  public ReserveRequest withHold(Duration duration) {
    return new ReserveRequest(
        reservationId,
        channel,
        lines,
        duration,
        partial,
        paid,
        split,
        deadlineMicros,
        onDeadline,
        supersedes);
  }

  /** The same, content with less than asked. */
  public ReserveRequest asPartial() {
    return new ReserveRequest(
        reservationId,
        channel,
        lines,
        hold,
        true,
        paid,
        split,
        deadlineMicros,
        onDeadline,
        supersedes);
  }

  /** The same, already paid: begins as COMMITTED. */
  public ReserveRequest asPaid() {
    return new ReserveRequest(
        reservationId,
        channel,
        lines,
        hold,
        partial,
        true,
        split,
        deadlineMicros,
        onDeadline,
        supersedes);
  }

  /** The same, where a line with choices may be served by several of them. */
  public ReserveRequest asSplit() {
    return new ReserveRequest(
        reservationId,
        channel,
        lines,
        hold,
        partial,
        paid,
        true,
        deadlineMicros,
        onDeadline,
        supersedes);
  }

  /** The same, paid, to be picked up until then; what is finer than a microsecond is cut off. */
  public ReserveRequest withDeadline(Instant time, OnDeadline then) {
    return new ReserveRequest(
        reservationId,
        channel,
        lines,
        hold,
        partial,
        true,
        split,
        CommandOptions.Micros.of(time),
        then,
        supersedes);
  }

  /** The same in place of another reservation, which is released in the same step. */
  public ReserveRequest superseding(String id) {
    return new ReserveRequest(
        reservationId, channel, lines, hold, partial, paid, split, deadlineMicros, onDeadline, id);
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
