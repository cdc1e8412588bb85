package io.zaiko.client;

import java.util.List;

/**
 * RECEIVE, a fact: goods arrived from a supplier.
 *
 * @param lines what arrived where, 1 to 256 lines of 1 unit or more
 * @param channel name of the channel; empty = none
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 */
public record ReceiveRequest(List<Line> lines, String channel, String reference)
    implements CommandRequest {
  public ReceiveRequest {
    lines = Texts.lines(lines);
    channel = Texts.optional("The channel", channel);
    reference = Texts.optional("The reference", reference);
  }

  /** Goods without a channel or a reference. */
  public static ReceiveRequest of(Line... lines) {
    return new ReceiveRequest(List.of(lines), "", "");
  }

  /** The same on this channel. */
  public ReceiveRequest withChannel(String name) {
    return new ReceiveRequest(lines, name, reference);
  }

  /** The same with this reference. */
  public ReceiveRequest withReference(String text) {
    return new ReceiveRequest(lines, channel, text);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }

  @Override
  public int lineCount() {
    return lines.size();
  }
}
