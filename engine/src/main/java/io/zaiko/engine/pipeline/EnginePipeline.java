package io.zaiko.engine.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.MultiProducerSequencer;
import com.lmax.disruptor.Sequence;
import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.JournalPosition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ring, the business thread behind it, and their life: made, {@link #start started}, {@link
 * #drain drained}, {@link #halt halted}, once each. If the business thread throws, it stops for
 * good and answers nothing more: what it was about to do may be half done.
 */
public final class EnginePipeline {
  /** Most slots handled as one batch: what fits into one journal document. */
  static final int MAX_BATCH_SLOTS = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(EnginePipeline.class);

  /** How long time may stand still for the engine. TICKs are due within 100 ms (rule 15). */
  private static final long TIMEOUT_MS = 50;

  private static final long DRAIN_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final MultiProducerSequencer sequencer;
  private final BatchEventProcessor<SlotRing> processor;
  private final Thread thread;
  private final CommandIntake intake;
  private final int ringSlots;
  private final CompletableFuture<Throwable> failed = new CompletableFuture<>();

  /**
   * Makes a pipeline that stands still.
   *
   * @param dispatcher has applied the journal up to {@code position}
   * @param forced whether each batch is forced to the device before it is applied
   * @param ringSlots a power of two, 1,024 to 1,048,576
   * @throws IllegalArgumentException if {@code ringSlots} is something else
   */
  public EnginePipeline(
      CommandDispatcher dispatcher,
      CommandJournal journal,
      boolean forced,
      JournalPosition position,
      EngineClock clock,
      ReplySink sink,
      int ringSlots,
      WaitMode waitMode) {
    SlotRing ring = new SlotRing(ringSlots);
    this.ringSlots = ringSlots;
    sequencer = new MultiProducerSequencer(ringSlots, waitMode.strategy(TIMEOUT_MS));
    int maxBatch = Math.min(MAX_BATCH_SLOTS, ringSlots);
    CommandHandler handler =
        new CommandHandler(dispatcher, journal, forced, position, clock, sink, ring, maxBatch);
    processor =
        new BatchEventProcessorBuilder()
            .setMaxBatchSize(maxBatch)
            .build(ring, sequencer.newBarrier(), handler);
    processor.setExceptionHandler(new HaltOnError());
    sequencer.addGatingSequences(processor.getSequence());
    intake = new CommandIntake(ring, sequencer);
    thread = new Thread(processor, "zaiko-engine");
  }

  /** Where commands come in. */
  public CommandIntake intake() {
    return intake;
  }

  /** Slots of the ring. */
  public int ringSlots() {
    return ringSlots;
  }

  /** Completes, with what was thrown, when the business thread stopped on an error. */
  public CompletableFuture<Throwable> failed() {
    return failed.copy();
  }

  /** Starts the business thread. */
  public void start() {
    thread.start();
  }

  /**
   * Returns when all that was published before is answered, or the business thread failed. The
   * caller has stopped all who publish.
   */
  public void drain() {
    long last = sequencer.getCursor();
    Sequence handled = processor.getSequence();
    while (handled.get() < last && !failed.isDone()) {
      LockSupport.parkNanos(DRAIN_PAUSE_NANOS);
    }
  }

  /** Stops the business thread after its present batch and waits for it. */
  public void halt() {
    processor.halt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Disruptor's own handler would let the thread die silently, or go on with the next event. */
  private final class HaltOnError implements ExceptionHandler<SlotRing> {
    @Override
    public void handleEventException(Throwable error, long slot, SlotRing ring) {
      stop(error);
    }

    @Override
    public void handleOnStartException(Throwable error) {
      stop(error);
    }

    @Override
    public void handleOnShutdownException(Throwable error) {
      stop(error);
    }

    private void stop(Throwable error) {
      processor.halt();
      LOG.error("The engine stops: it could not process a batch and answers nothing more", error);
      failed.complete(error);
    }
  }
}
