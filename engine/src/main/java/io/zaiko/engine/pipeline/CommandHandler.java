package io.zaiko.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.BatchLayout;
import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.TickEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one business thread. It takes what the ring has at a time as one batch, and with each batch:
 *
 * <ol>
 *   <li>stamps one time and appends one document; forces it, if so configured
 *   <li>touches the memory that its commands will need, then applies them in order; queries are
 *       answered at their place between them
 *   <li>publishes the position, then hands over the replies
 * </ol>
 *
 * <p>A batch of queries only is not journaled. When something is due and no command comes, it
 * journals a TICK. Whatever it throws stops the engine for good (see {@link EnginePipeline}).
 * Allocates nothing after warm-up.
 */
final class CommandHandler implements EventHandler<SlotRing> {
  private final CommandDispatcher dispatcher;
  private final CommandJournal journal;
  private final boolean forced;
  private final BatchEncoder encoder;
  private final EngineClock clock;
  private final ReplyStage replies;
  private final SlotRing ring;
  private final UnsafeBuffer tick;
  private final long[] batch;
  private int batchSize;
  private long nextMessage;
  private long sequence;
  private long timeMicros;
  private long publishedSequence;

  /**
   * @param forced whether each batch is forced to the device before it is applied
   * @param position where the journal ends; the dispatcher has applied all of it
   * @param maxBatch most slots that the ring hands out at a time
   */
  CommandHandler(
      CommandDispatcher dispatcher,
      CommandJournal journal,
      boolean forced,
      JournalPosition position,
      EngineClock clock,
      ReplySink sink,
      SlotRing ring,
      int maxBatch) {
    this.dispatcher = dispatcher;
    this.journal = journal;
    this.forced = forced;
    this.clock = clock;
    this.ring = ring;
    encoder = new BatchEncoder(position.hash());
    sequence = position.sequence();
    publishedSequence = sequence;
    timeMicros = position.timeMicros();
    replies = new ReplyStage(sink, maxBatch);
    batch = new long[maxBatch];
    tick =
        new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + TickEncoder.BLOCK_LENGTH]);
    new TickEncoder()
        .wrapAndApplyHeader(tick, 0, new MessageHeaderEncoder())
        .requestId(0)
        .session(0)
        .referenceTime(0);
  }

  @Override
  public void onEvent(SlotRing event, long slot, boolean endOfBatch) {
    // The slots behind the first one of a long message are passed over.
    if (slot >= nextMessage) {
      int length = ring.length(slot);
      nextMessage = slot + SlotRing.slotsFor(length);
      if (length > 0) {
        collect(slot, length);
      }
    }
    if (endOfBatch && batchSize > 0) {
      processBatch();
    }
  }

  private void collect(long slot, int length) {
    if (ring.isJournaled(slot)) {
      if (!encoder.fits(length)) {
        processBatch();
      }
      encoder.add(ring.buffer(), ring.messageOffset(slot), length);
    }
    batch[batchSize] = slot;
    batchSize++;
  }

  private void processBatch() {
    if (encoder.count() > 0) {
      journalBatch();
      touchCommands();
      dispatcher.beginBatch();
      applyBatch();
      publishPosition();
      dispatcher.endBatch();
      replies.handOver(ring);
      encoder.next();
    } else {
      tickIfDue();
      applyBatch();
      replies.handOver(ring);
    }
    batchSize = 0;
    replies.endOfBatch();
  }

  private void journalBatch() {
    timeMicros = clock.timeMicros();
    int length = encoder.finish(sequence + 1, timeMicros, dispatcher.digest());
    journal.append(encoder.buffer(), 0, length);
    if (forced) {
      journal.force();
    }
  }

  private void touchCommands() {
    DirectBuffer document = encoder.buffer();
    int entry = BatchLayout.HEADER_LENGTH;
    for (int i = 0; i < encoder.count(); i++) {
      dispatcher.touch(document, BatchLayout.messageOffset(entry));
      entry = BatchLayout.nextEntry(document, entry);
    }
    dispatcher.endTouch();
  }

  private void applyBatch() {
    int entry = BatchLayout.HEADER_LENGTH;
    for (int i = 0; i < batchSize; i++) {
      if (!replies.hasRoom()) {
        publishPosition();
        replies.handOver(ring);
      }
      long slot = batch[i];
      if (ring.isJournaled(slot)) {
        replies.keep(slot, apply(entry));
        entry = BatchLayout.nextEntry(encoder.buffer(), entry);
      } else {
        replies.keep(slot, answer(slot));
      }
    }
  }

  /** Applies an entry of the document; its reply goes to the stage. Returns the reply's length. */
  private int apply(int entry) {
    DirectBuffer document = encoder.buffer();
    sequence++;
    return dispatcher.apply(
        sequence,
        timeMicros,
        BatchLayout.messageCrc(document, entry),
        document,
        BatchLayout.messageOffset(entry),
        BatchLayout.messageLength(document, entry),
        replies.buffer(),
        replies.offset());
  }

  private int answer(long slot) {
    return dispatcher.answer(
        ring.buffer(),
        ring.messageOffset(slot),
        ring.length(slot),
        replies.buffer(),
        replies.offset());
  }

  private void publishPosition() {
    if (sequence != publishedSequence) {
      dispatcher.publishPosition(sequence, timeMicros);
      publishedSequence = sequence;
    }
  }

  @Override
  public void onTimeout(long slot) {
    tickIfDue();
  }

  private void tickIfDue() {
    if (clock.timeMicros() < dispatcher.nextDeadlineMicros()) {
      return;
    }
    encoder.add(tick, 0, tick.capacity());
    journalBatch();
    dispatcher.beginBatch();
    // Nobody asked, so the reply is not kept.
    apply(BatchLayout.HEADER_LENGTH);
    encoder.next();
    publishPosition();
    dispatcher.endBatch();
  }
}
