package io.zaiko.client;

/**
 * COMMIT: a hold becomes an order and has no expiry any more.
 *
 * @param reservationId 1 to 64 bytes
 */
public record CommitRequest(String reservationId) implements CommandRequest {
  public CommitRequest {
    Texts.required("The reservation id", reservationId);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
