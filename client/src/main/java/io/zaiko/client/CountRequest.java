package io.zaiko.client;

import io.zaiko.protocol.sbe.Bucket;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * COUNT, a fact: so many were counted.
 *
 * @param lines 1 to 256 lines; the quantity is what was counted, 0 or more
 * @param bucket what was counted
 * @param cut sequence of the COUNT_OPEN the count refers to; 0 = now
 * @param expected units the book must have of every line, or nothing is counted and the answer is
 *     STALE; empty = whatever the book has
 * @param channel name of the channel; empty = none
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 */
public record CountRequest(
    List<Line> lines,
    Bucket bucket,
    long cut,
    OptionalLong expected,
    String channel,
    String reference)
    implements CommandRequest {
  public CountRequest {
    lines = Texts.placedLines(lines);
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(expected, "expected");
    channel = Texts.optional("The channel", channel);
    reference = Texts.optional("The reference", reference);
  }

  /** Sellable goods counted now, without a channel or a reference. */
  public static CountRequest of(Line... lines) {
    return new CountRequest(List.of(lines), Bucket.SELLABLE, 0, OptionalLong.empty(), "", "");
  }

  /** The same for another bucket. */
  public CountRequest withBucket(Bucket other) {
    return new CountRequest(lines, other, cut, expected, channel, reference);
  }

  /** The same at another cut. */
  public CountRequest withCut(long sequence) {
    return new CountRequest(lines, bucket, sequence, expected, channel, reference);
  }

  /** The same, but only if the book has so many units of every line at the cut. */
  public CountRequest expecting(long units) {
    return new CountRequest(lines, bucket, cut, OptionalLong.of(units), channel, reference);
  }

  /** The same on this channel. */
  public CountRequest withChannel(String name) {
    return new CountRequest(lines, bucket, cut, expected, name, reference);
  }

  /** The same with this reference. */
  public CountRequest withReference(String text) {
    return new CountRequest(lines, bucket, cut, expected, channel, text);
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
