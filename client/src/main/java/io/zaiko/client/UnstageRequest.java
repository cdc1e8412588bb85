package io.zaiko.client;

/**
 * UNSTAGE: a staged order goes back to COMMITTED.
 *
 * @param reservationId 1 to 64 bytes
 */
public record UnstageRequest(String reservationId) implements CommandRequest {
  public UnstageRequest {
    Texts.required("The reservation id", reservationId);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
