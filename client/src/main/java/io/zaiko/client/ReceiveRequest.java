package io.zaiko.client;

import java.util.List;
import java.util.Objects;

/**
 * RECEIVE, a fact: goods arrived from a supplier.
 *
 * @param lines what arrived where, 1 to 256 lines of 1 unit or more
 * @param channel name of the channel; empty = none
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 * @param reason up to 120 bytes, may be empty
 * @param occurrence when it happened, and which till counted it
 */
public record ReceiveRequest(
    List<Line> lines, String channel, String reference, String reason, Occurrence occurrence)
    implements CommandRequest {
  public ReceiveRequest {
    lines = Texts.placedLines(lines);
    channel = Texts.optional("The channel", channel);
    reference = Texts.optional("The reference", reference);
    reason = Texts.optional("The reason", reason);
    Objects.requireNonNull(occurrence, "occurrence");
  }

  /** Goods without a channel, reference or reason. */
  public static ReceiveRequest of(Line... lines) {
    return new ReceiveRequest(List.of(lines), "", "", "", Occurrence.NONE);
  }

  /** The same on this channel. */
  public ReceiveRequest withChannel(String name) {
    return new ReceiveRequest(lines, name, reference, reason, occurrence);
  }

  /** The same with this reference. */
  public ReceiveRequest withReference(String text) {
    return new ReceiveRequest(lines, channel, text, reason, occurrence);
  }

  /** The same for this reason. */
  public ReceiveRequest withReason(String text) {
    return new ReceiveRequest(lines, channel, reference, text, occurrence);
  }

  /** The same, having happened so. */
  public ReceiveRequest withOccurrence(Occurrence other) {
    return new ReceiveRequest(lines, channel, reference, reason, other);
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
