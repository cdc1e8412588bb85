package io.zaiko.engine.pipeline;

import io.zaiko.engine.command.CommandDispatcher;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps the replies of a batch until readers can see the batch: a client that has its reply and
 * then asks must find its own write. Replies are encoded right here, so nothing is copied for it.
 * Not thread safe.
 */
final class ReplyStage {
  private static final int CAPACITY = 512 * 1024;

  private final ReplySink sink;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
  private final long[] slots;
  private final int[] lengths;
  private int count;
  private int used;

  ReplyStage(ReplySink sink, int maxReplies) {
    this.sink = sink;
    slots = new long[maxReplies];
    lengths = new int[maxReplies];
  }

  /** Whether another reply, however long, can be kept. */
  boolean hasRoom() {
    return used + CommandDispatcher.MAX_REPLY_LENGTH <= CAPACITY;
  }

  /** Takes the next reply at {@link #offset}. */
  MutableDirectBuffer buffer() {
    return buffer;
  }

  int offset() {
    return used;
  }

  /** Keeps the reply just encoded, which answers the message in a slot. */
  void keep(long slot, int length) {
    slots[count] = slot;
    lengths[count] = length;
    count++;
    used += length;
  }

  /** Hands over all that was kept, in order. */
  void handOver(SlotRing ring) {
    int offset = 0;
    for (int i = 0; i < count; i++) {
      long slot = slots[i];
      sink.reply(
          ring.loop(slot),
          ring.connection(slot),
          ring.generation(slot),
          buffer,
          offset,
          lengths[i]);
      offset += lengths[i];
    }
    count = 0;
    used = 0;
  }

  void endOfBatch() {
    sink.endOfBatch();
  }
}
