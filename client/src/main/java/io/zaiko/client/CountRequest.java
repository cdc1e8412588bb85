package io.zaiko.client;

import io.zaiko.protocol.sbe.Bucket;
import java.util.List;
import java.util.Objects;

/**
 * COUNT, a fact: so many were counted.
 *
 * @param lines 1 to 256 lines; the quantity is what was counted, 0 or more
 * @param bucket what was counted
 * @param cut sequence of the cut the count refers to; 0 = now
 * @param channel name of the channel; empty = none
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 */
public record CountRequest(
    List<Line> lines, Bucket bucket, long cut, String channel, String reference)
    implements CommandRequest {
  public CountRequest {
    lines = Texts.lines(lines);
    Objects.requireNonNull(bucket, "bucket");
    channel = Texts.optional("The channel", channel);
    reference = Texts.optional("The reference", reference);
  }

  /** Sellable goods counted now, without a channel or a reference. */
  public static CountRequest of(Line... lines) {
    return new CountRequest(List.of(lines), Bucket.SELLABLE, 0, "", "");
  }

  /** The same for another bucket. */
  public CountRequest withBucket(Bucket other) {
    return new CountRequest(lines, other, cut, channel, reference);
  }

  /** The same at another cut. */
  public CountRequest withCut(long sequence) {
    return new CountRequest(lines, bucket, sequence, channel, reference);
  }

  /** The same on this channel. */
  public CountRequest withChannel(String name) {
    return new CountRequest(lines, bucket, cut, name, reference);
  }

  /** The same with this reference. */
  public CountRequest withReference(String text) {
    return new CountRequest(lines, bucket, cut, channel, text);
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
