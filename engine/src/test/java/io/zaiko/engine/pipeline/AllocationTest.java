package io.zaiko.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.ReserveEncoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The business thread makes no garbage once it is warm. */
final class AllocationTest {
  // Kept, since asking for it makes garbage.
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BATCH = 100;
  private static final int COMMANDS = 100_000;
  private static final int ROUNDS = 5;
  private static final int REQUEST_ID_OFFSET =
      Protocol.MESSAGE_HEADER_LENGTH + ReserveEncoder.requestIdEncodingOffset();

  @TempDir Path temporary;

  private final HandlerFixture fixture = new HandlerFixture(false);
  private final SlotRing ring = new SlotRing(HandlerFixture.RING_SLOTS);
  private long elapsedMicros;
  private UnsafeBuffer reserve;
  private UnsafeBuffer release;
  private UnsafeBuffer query;
  private long requestId = 1_000;
  private long slot;

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  private CommandHandler handler(CommandJournal journal) {
    fixture.stock(1_000_000);
    // Every second reservation is released, the others expire.
    reserve = fixture.messages.reserve("r-000000", 0, 0, 1, 1_000_000);
    release = fixture.messages.release("r-000000");
    query = fixture.messages.reservationQuery("r-000000");
    EngineClock clock =
        new EngineClock(
            () -> HandlerFixture.START_MICROS + elapsedMicros,
            () -> elapsedMicros * 1_000,
            HandlerFixture.START_MICROS);
    return new CommandHandler(
        fixture.dispatcher,
        journal,
        false,
        new JournalPosition(5, HandlerFixture.START_MICROS, new byte[32]),
        clock,
        new NoSink(),
        ring,
        HandlerFixture.RING_SLOTS);
  }

  /** Two commands for each turn, and a query for every second one. */
  private void process(CommandHandler handler, int commands) {
    for (int done = 0; done < commands; done += BATCH) {
      long first = slot;
      for (int i = 0; i < BATCH; i += 2) {
        number(reserve, i);
        put(true, reserve);
        if (i % 4 == 0) {
          put(false, query);
          number(release, i);
          put(true, release);
        } else {
          number(reserve, i + 1);
          put(true, reserve);
        }
      }
      elapsedMicros += 200_000;
      for (long each = first; each < slot; each++) {
        handler.onEvent(ring, each, each == slot - 1);
      }
      if (done % (10 * BATCH) == 0) {
        elapsedMicros += 1_000_000;
        handler.onTimeout(slot);
      }
    }
  }

  private void put(boolean journaled, UnsafeBuffer message) {
    ring.write(slot, 0, 0, 0, journaled, message, 0, message.capacity());
    slot += SlotRing.slotsFor(message.capacity());
  }

  /** A new request id, and the reservation of this number of the present batch. */
  private void number(UnsafeBuffer message, int index) {
    requestId++;
    message.putLong(REQUEST_ID_OFFSET, requestId, Protocol.BYTE_ORDER);
    int number = (int) (requestId / (2 * BATCH) * BATCH + index) % 1_000_000;
    // The id is the last text, but of RESERVE, which may name a reservation that it supersedes.
    boolean isReserve = message.getByte(message.capacity() - 1) == 0;
    int end = isReserve ? message.capacity() - 1 : message.capacity();
    for (int digit = end - 1; digit >= end - 6; digit--) {
      message.putByte(digit, (byte) ('0' + number % 10));
      number /= 10;
    }
  }

  private static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  @Test
  void shouldAllocateNothingOver100000Commands() {
    LastDocument journal = new LastDocument();
    CommandHandler handler = handler(journal);
    process(handler, COMMANDS);
    // The least of some rounds, since the JVM itself allocates on a thread now and then, as when it
    // compiles.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long sequence = fixture.dispatcher.engine().sequence();
      int documents = journal.count;
      long before = allocatedBytes();
      process(handler, COMMANDS);
      least = Math.min(least, allocatedBytes() - before);
      long commands = fixture.dispatcher.engine().sequence() - sequence;
      assertTrue(commands >= COMMANDS, "" + commands);
      assertTrue(journal.count - documents > COMMANDS / BATCH, "no ticks");
    }
    assertEquals(0, least);
  }

  @Test
  void shouldAllocateNextToNothingInChronicle() {
    JournalSettings settings =
        new JournalSettings(
            JournalSettings.DEFAULTS.rollLength(), JournalSettings.DEFAULTS.rollAge(), 4 << 20);
    try (ChronicleJournal journal =
        ChronicleJournal.open(
            new JournalDirectory(temporary), settings, System::currentTimeMillis)) {
      CommandHandler handler = handler(journal);
      process(handler, COMMANDS);
      long before = allocatedBytes();
      process(handler, COMMANDS);
      long perDocument = (allocatedBytes() - before) / (COMMANDS / BATCH);
      // Seen: 21 bytes, most of them for mapping the next block of the file.
      assertTrue(perDocument < 100, perDocument + " bytes a document");
    }
  }

  private static final class NoSink implements ReplySink {
    @Override
    public void reply(
        int loop, int connection, int generation, DirectBuffer reply, int offset, int length) {
      // Nobody listens.
    }

    @Override
    public void endOfBatch() {
      // Nobody listens.
    }
  }

  /** A journal in memory that keeps only the last document. */
  private static final class LastDocument implements CommandJournal {
    private final UnsafeBuffer document = new UnsafeBuffer(new byte[256 * 1024]);
    private int count;

    @Override
    public void append(DirectBuffer source, int offset, int length) {
      document.putBytes(0, source, offset, length);
      count++;
    }

    @Override
    public void force() {
      throw new UnsupportedOperationException();
    }

    @Override
    public DocumentScan scan() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }
  }
}
