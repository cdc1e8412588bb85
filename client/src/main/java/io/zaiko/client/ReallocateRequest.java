package io.zaiko.client;

import java.util.List;

/**
 * REALLOCATE: what is open of a reservation moves to other locations, in one step.
 *
 * @param reservationId 1 to 64 bytes
 * @param lines 1 to 256
 */
public record ReallocateRequest(String reservationId, List<Relocation> lines)
    implements CommandRequest {
  public ReallocateRequest {
    Texts.required("The reservation id", reservationId);
    lines = Texts.lines(lines);
  }

  /** These lines. */
  public static ReallocateRequest of(String reservationId, Relocation... lines) {
    return new ReallocateRequest(reservationId, List.of(lines));
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
