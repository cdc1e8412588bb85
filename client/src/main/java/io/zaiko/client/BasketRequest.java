package io.zaiko.client;

import java.util.List;

/**
 * A question: can a channel have all of this?
 *
 * @param lines 1 to 256 lines of 1 unit or more
 * @param channel name of the channel; empty = none
 */
public record BasketRequest(List<Line> lines, String channel) {
  public BasketRequest {
    lines = Texts.placedLines(lines);
    channel = Texts.optional("The channel", channel);
  }

  /** These lines for a channel. */
  public static BasketRequest of(String channel, Line... lines) {
    return new BasketRequest(List.of(lines), channel);
  }
}
