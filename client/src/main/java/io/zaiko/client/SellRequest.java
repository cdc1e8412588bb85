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
 * @param policy RECORD takes the sale as it is, WARN takes it and tells which reservations it
 *     endangers, ENFORCE refuses what exceeds the stock
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 * @param redeems id of the reservation that the customer comes for, up to 64 bytes; empty = none.
 *     What it does not cover is a plain sale
 * @param occurrence when it happened, and which till counted it
 */
public record SellRequest(
    List<Line> lines,
    String channel,
    SellPolicy policy,
    String reference,
    String redeems,
    Occurrence occurrence)
    implements CommandRequest {
  public SellRequest {
    lines = Texts.placedLines(lines);
    channel = Texts.optional("The channel", channel);
    Objects.requireNonNull(policy, "policy");
    reference = Texts.optional("The reference", reference);
    redeems = Texts.optional("The reservation id", redeems);
    Objects.requireNonNull(occurrence, "occurrence");
  }

  /** A sale that is recorded as it is, without a channel, reference or reservation. */
  public static SellRequest of(Line... lines) {
    return new SellRequest(List.of(lines), "", SellPolicy.RECORD, "", "", Occurrence.NONE);
  }

  /** The same on this channel. */
  public SellRequest withChannel(String name) {
    return new SellRequest(lines, name, policy, reference, redeems, occurrence);
  }

  /** The same under this policy. */
  public SellRequest withPolicy(SellPolicy other) {
    return new SellRequest(lines, channel, other, reference, redeems, occurrence);
  }

  /** The same with this reference. */
  public SellRequest withReference(String text) {
    return new SellRequest(lines, channel, policy, text, redeems, occurrence);
  }

  /** The same, handing over what this reservation promised. */
  public SellRequest redeeming(String reservationId) {
    return new SellRequest(lines, channel, policy, reference, reservationId, occurrence);
  }

  /** The same, having happened so. */
  public SellRequest withOccurrence(Occurrence other) {
    return new SellRequest(lines, channel, policy, reference, redeems, other);
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
