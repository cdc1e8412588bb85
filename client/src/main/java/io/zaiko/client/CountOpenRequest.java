package io.zaiko.client;

/**
 * COUNT_OPEN: sets a cut at a location. The sequence of the answer is the cut that a {@link
 * CountRequest} names.
 *
 * @param location code of the location
 */
public record CountOpenRequest(String location) implements CommandRequest {
  public CountOpenRequest {
    Texts.required("The location", location);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
