package io.zaiko.client;

/**
 * SUSPEND: a location takes no new promises.
 *
 * @param location code of the location
 */
public record SuspendRequest(String location) implements CommandRequest {
  public SuspendRequest {
    Texts.required("The location", location);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
