package io.zaiko.client;

/**
 * REOPEN: a suspended location takes promises again.
 *
 * @param location code of the location
 */
public record ReopenRequest(String location) implements CommandRequest {
  public ReopenRequest {
    Texts.required("The location", location);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
