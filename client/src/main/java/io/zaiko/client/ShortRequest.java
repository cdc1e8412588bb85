package io.zaiko.client;

import java.util.List;

/**
 * SHORT: units of an order were not found by the picker.
 *
 * @param reservationId 1 to 64 bytes
 * @param lines up to 256 lines of 1 unit or more; none = all that is open
 * @param keepSellable leave the units in sellable instead of moving them to blocked
 */
public record ShortRequest(String reservationId, List<Line> lines, boolean keepSellable)
    implements CommandRequest {
  public ShortRequest {
    Texts.required("The reservation id", reservationId);
    lines = Texts.placedLines(lines);
  }

  /** These lines, without any all that is open; the units go to blocked. */
  public static ShortRequest of(String reservationId, Line... lines) {
    return new ShortRequest(reservationId, List.of(lines), false);
  }

  /** The same, but the units stay sellable. */
  public ShortRequest keepingSellable() {
    return new ShortRequest(reservationId, lines, true);
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
