package io.zaiko.engine.pipeline;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.MemoryJournal;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.sbe.Durability;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** The handler with a journal in memory and clocks that stand still; the test is its thread. */
final class HandlerFixture implements AutoCloseable {
  static final long START_MICROS = 1_577_836_800_000_000L;
  static final int RING_SLOTS = 4096;

  final MemoryJournal journal = new MemoryJournal();
  final RecordingSink sink = new RecordingSink();
  final Messages messages = new Messages();
  final SlotRing ring = new SlotRing(RING_SLOTS);
  final CommandDispatcher dispatcher;
  final CommandHandler handler;
  private long elapsedMicros;
  private long firstSlot;
  private long nextSlot;

  HandlerFixture(boolean forced) {
    journalConfiguration();
    Replayed replayed = replay();
    dispatcher = replayed.dispatcher();
    EngineClock clock =
        new EngineClock(
            () -> START_MICROS + elapsedMicros,
            () -> elapsedMicros * 1_000,
            replayed.position().timeMicros());
    handler =
        new CommandHandler(
            dispatcher, journal, forced, replayed.position(), clock, sink, ring, RING_SLOTS);
  }

  private void journalConfiguration() {
    ExpandableArrayBuffer message = new ExpandableArrayBuffer();
    int length = CommandDispatcher.encodeConfigure(Messages.smallConfig(), message, 0);
    try (CommandDispatcher empty =
        CommandDispatcher.create(message, 0, length, Durability.PROCESS)) {
      BatchEncoder encoder = new BatchEncoder(JournalPosition.START.hash());
      encoder.add(message, 0, length);
      journal.append(encoder.buffer(), 0, encoder.finish(1, START_MICROS, empty.digest()));
    }
  }

  /** Replays the journal as it is now. */
  Replayed replay() {
    return new JournalReplay(
            journal.scan(), Durability.PROCESS, ReplayHook.NONE, RecoveryProgress.NONE)
        .toEnd();
  }

  /** Lets time pass. */
  void pass(long micros) {
    elapsedMicros += micros;
  }

  /** Puts a message into the ring, for connection 7 and generation 9 of loop 1. */
  void put(boolean journaled, DirectBuffer message) {
    ring.write(nextSlot, 1, 7, 9, journaled, message, 0, message.capacity());
    nextSlot += SlotRing.slotsFor(message.capacity());
  }

  void command(DirectBuffer message) {
    put(true, message);
  }

  void query(DirectBuffer message) {
    put(false, message);
  }

  /** Claims a slot and writes nothing. */
  void leaveSlot() {
    ring.clear(nextSlot);
    nextSlot++;
  }

  /** Hands all that was put to the handler, as one batch. */
  void process() {
    processUpTo(nextSlot - firstSlot);
  }

  /** Hands over some of the slots that were put, as one batch. */
  void processUpTo(long slots) {
    long end = firstSlot + slots;
    while (firstSlot < end) {
      long slot = firstSlot;
      firstSlot++;
      handler.onEvent(ring, slot, firstSlot == end);
    }
  }

  /** One command, one batch. */
  void execute(DirectBuffer message) {
    command(message);
    process();
  }

  /** A session, a SKU and a location with handle 0, and stock. */
  void stock(int quantity) {
    execute(messages.register("till-1"));
    messages.session(sink.lastSession());
    execute(messages.defineSku("sku-1", ""));
    execute(messages.defineLocation("store-1"));
    execute(messages.receive(0, 0, quantity, 1));
    sink.takeTexts();
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
