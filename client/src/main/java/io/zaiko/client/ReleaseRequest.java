package io.zaiko.client;

import java.util.List;

/**
 * RELEASE: units are given back.
 *
 * @param reservationId 1 to 64 bytes
 * @param lines up to 256 lines of 1 unit or more; none = all that is open
 */
public record ReleaseRequest(String reservationId, List<Line> lines) implements CommandRequest {
  public ReleaseRequest {
    Texts.required("The reservation id", reservationId);
    lines = Texts.placedLines(lines);
  }

  /** These lines; without any, all that is open. */
  public static ReleaseRequest of(String reservationId, Line... lines) {
    return new ReleaseRequest(reservationId, List.of(lines));
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
