package io.zaiko.client;

/**
 * TRANSFER_CANCEL: gives back what was not dispatched.
 *
 * @param transferId 1 to 64 bytes
 */
public record TransferCancelRequest(String transferId) implements CommandRequest {
  public TransferCancelRequest {
    Texts.required("The transfer id", transferId);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
