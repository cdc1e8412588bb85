package io.zaiko.engine.snapshot;

import io.zaiko.protocol.snapshot.MessageHeaderEncoder;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Writes records of one kind into as many blocks as they take. Not thread safe.
 *
 * @param <G> encoder of the group that holds the records
 */
final class Rows<G> {
  /** Begins a message, with a group of the most records there can be. */
  @FunctionalInterface
  interface Beginning<G> {
    G begin(MutableDirectBuffer buffer, MessageHeaderEncoder header);
  }

  private final BlockWriter out;
  private final MessageEncoderFlyweight message;
  private final Beginning<G> beginning;
  private final Consumer<G> ending;
  private G group;
  private int count;

  /**
   * @param message that begins with the group
   * @param ending tells the group that it has no more records
   */
  Rows(
      BlockWriter out,
      MessageEncoderFlyweight message,
      Beginning<G> beginning,
      Consumer<G> ending) {
    this.out = out;
    this.message = message;
    this.beginning = beginning;
    this.ending = ending;
  }

  /** The group, with room for another record, which the caller has to add. */
  G group() {
    if (group != null
        && (count == SnapshotLayout.MOST_RECORDS || message.limit() > SnapshotLayout.FULL)) {
      end();
    }
    if (group == null) {
      group = beginning.begin(out.message(), out.header());
      count = 0;
    }
    count++;
    out.countRecord();
    return group;
  }

  /** Writes what is not written yet. */
  void end() {
    if (group != null) {
      ending.accept(group);
      out.writeBlock(SnapshotLayout.MESSAGE_HEADER_LENGTH + message.encodedLength());
      group = null;
    }
  }
}
