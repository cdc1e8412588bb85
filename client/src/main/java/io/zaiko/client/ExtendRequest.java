package io.zaiko.client;

import java.time.Duration;
import java.util.Objects;

/**
 * EXTEND: a hold lasts so long from now on.
 *
 * @param reservationId 1 to 64 bytes
 * @param hold from the server's now; zero = the server's default
 */
public record ExtendRequest(String reservationId, Duration hold) implements CommandRequest {
  public ExtendRequest {
    Texts.required("The reservation id", reservationId);
    Objects.requireNonNull(hold, "hold");
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
