package io.zaiko.client;

/**
 * COUNT_CLOSE: ends the open count of a location.
 *
 * @param location code of the location
 */
public record CountCloseRequest(String location) implements CommandRequest {
  public CountCloseRequest {
    Texts.required("The location", location);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
