package io.zaiko.client;

/**
 * STAGE: an order is picked and waits for the customer.
 *
 * @param reservationId 1 to 64 bytes
 */
public record StageRequest(String reservationId) implements CommandRequest {
  public StageRequest {
    Texts.required("The reservation id", reservationId);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
