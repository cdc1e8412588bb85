package io.zaiko.client;

import java.util.List;
import java.util.Objects;

/**
 * ADJUST, a fact: the book was wrong by so much.
 *
 * @param lines 1 to 256 lines; the quantity is the difference, above or below zero
 * @param channel name of the channel; empty = none
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 * @param reason up to 120 bytes, may be empty
 * @param occurrence when it happened, and which till counted it
 */
public record AdjustRequest(
    List<Line> lines, String channel, String reference, String reason, Occurrence occurrence)
    implements CommandRequest {
  public AdjustRequest {
    lines = Texts.placedLines(lines);
    channel = Texts.optional("The channel", channel);
    reference = Texts.optional("The reference", reference);
    reason = Texts.optional("The reason", reason);
    Objects.requireNonNull(occurrence, "occurrence");
  }

  /** A correction without a channel, reference or reason. */
  public static AdjustRequest of(Line... lines) {
    return new AdjustRequest(List.of(lines), "", "", "", Occurrence.NONE);
  }

  /** The same on this channel. */
  public AdjustRequest withChannel(String name) {
    return new AdjustRequest(lines, name, reference, reason, occurrence);
  }

  /** The same with this reference. */
  public AdjustRequest withReference(String text) {
    return new AdjustRequest(lines, channel, text, reason, occurrence);
  }

  /** The same for this reason. */
  public AdjustRequest withReason(String text) {
    return new AdjustRequest(lines, channel, reference, text, occurrence);
  }

  /** The same, having happened so. */
  public AdjustRequest withOccurrence(Occurrence other) {
    return new AdjustRequest(lines, channel, reference, reason, other);
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
