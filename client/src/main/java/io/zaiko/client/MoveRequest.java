package io.zaiko.client;

import io.zaiko.protocol.sbe.Bucket;
import java.util.List;
import java.util.Objects;

/**
 * MOVE: units go from one bucket to another of the same location.
 *
 * @param lines 1 to 256 lines of 1 unit or more
 * @param from the bucket they leave
 * @param to the bucket they go to, another one
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 */
public record MoveRequest(List<Line> lines, Bucket from, Bucket to, String reference)
    implements CommandRequest {
  public MoveRequest {
    lines = Texts.placedLines(lines);
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    reference = Texts.optional("The reference", reference);
  }

  /** These lines, without a reference. */
  public static MoveRequest of(Bucket from, Bucket to, Line... lines) {
    return new MoveRequest(List.of(lines), from, to, "");
  }

  /** The same with this reference. */
  public MoveRequest withReference(String text) {
    return new MoveRequest(lines, from, to, text);
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
