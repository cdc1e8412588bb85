package io.zaiko.client;

import io.zaiko.protocol.sbe.SellPolicy;
import java.util.List;
import java.util.Objects;

/**
 * SELL, a fact: goods were sold. With {@link SellPolicy#ENFORCE} a question as well: the sale is
 * refused where the stock does not allow it.
 *
 * @param lines what was sold where, 1 to 256 lines of 1 unit or more
 * @param channel name of the channel; empty = none
 * @param policy RECORD takes the sale as it is, ENFORCE refuses what exceeds the stock
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 */
public record SellRequest(List<Line> lines, String channel, SellPolicy policy, String reference)
    implements CommandRequest {
  public SellRequest {
    lines = Texts.lines(lines);
    channel = Texts.optional("The channel", channel);
    Objects.requireNonNull(policy, "policy");
    reference = Texts.optional("The reference", reference);
  }

  /** A sale that is recorded as it is, without a channel or a reference. */
  public static SellRequest of(Line... lines) {
    return new SellRequest(List.of(lines), "", SellPolicy.RECORD, "");
  }

  /** The same on this channel. */
  public SellRequest withChannel(String name) {
    return new SellRequest(lines, name, policy, reference);
  }

  /** The same under this policy. */
  public SellRequest withPolicy(SellPolicy other) {
    return new SellRequest(lines, channel, other, reference);
  }

  /** The same with this reference. */
  public SellRequest withReference(String text) {
    return new SellRequest(lines, channel, policy, text);
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
