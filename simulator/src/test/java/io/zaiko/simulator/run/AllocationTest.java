package io.zaiko.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.DefineLocationDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReservationQueryEncoder;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.generate.RandomHistory;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The engine's own paths make no garbage: counted by the thread's allocation counter, over mixed
 * commands of random histories with every kind of command, answer and refusal among them.
 *
 * <p>The same work is done in rounds, and one round must allocate nothing at all. Code that
 * allocates does so in every round; the JVM itself now and then does in an early one, when compiled
 * code meets a path that it was not compiled for.
 */
final class AllocationTest {
  private static final int HISTORIES = 20;
  private static final int COMMANDS_PER_HISTORY = 2_000;
  private static final int LEAST_TIMES = 100;
  private static final int QUERIES = 100_000;
  private static final int ROUNDS = 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final UnsafeBuffer query = new UnsafeBuffer(new byte[128]);

  @Test
  void shouldAllocateNothingFromMessageToReply() {
    List<List<Entry>> histories = new ArrayList<>();
    List<Action> sent = new ArrayList<>();
    for (long seed = 1; seed <= HISTORIES; seed++) {
      MemoryJournal journal = new MemoryJournal();
      try (Simulation simulation = simulation(seed, journal)) {
        simulation.run();
        simulation.steps().forEach(step -> sent.add(step.action()));
      }
      histories.add(journal.entries());
    }
    assertHas(sent, action -> action instanceof Action.Reserve reserve && supersedes(reserve));
    assertHas(sent, action -> action instanceof Action.Sell sell && !sell.redeems().isEmpty());
    assertHas(sent, action -> action instanceof Action.Sell sell && warns(sell));
    assertHas(sent, action -> action instanceof Action.SetQuota);
    assertHas(sent, action -> action instanceof Action.Reallocate);
    assertHas(sent, action -> action instanceof Action.TransferFact);
    assertEquals(
        0,
        leastBytesOfAnyRound(() -> histories.stream().mapToLong(this::bytesOfReplay).sum()),
        "bytes for all commands");
  }

  @Test
  void shouldAllocateNothingForAQuestion() {
    try (Simulation history = simulation(1, new MemoryJournal())) {
      history.run();
      CommandDispatcher dispatcher = history.dispatcher();
      AvailabilityReader reader = dispatcher.newReader();
      assertTrue(reader.placeCount(0) > 0, "something to read");
      assertEquals(
          0, leastBytesOfAnyRound(() -> bytesOfReads(reader)), "bytes for 100,000 reads by code");
      assertEquals(
          0,
          leastBytesOfAnyRound(() -> bytesOfReservationQueries(dispatcher, "R1")),
          "bytes for 100,000 reservation queries");
    }
  }

  private static boolean supersedes(Action.Reserve reserve) {
    return !reserve.supersedes().isEmpty();
  }

  private static boolean warns(Action.Sell sell) {
    return sell.policy() == SellPolicy.WARN;
  }

  /** The histories must hold what is to be measured, and not just once. */
  private static void assertHas(List<Action> sent, Predicate<Action> kind) {
    long times = sent.stream().filter(kind).count();
    assertTrue(times >= LEAST_TIMES, () -> "only " + times);
  }

  private static Simulation simulation(long seed, SimulatedJournal journal) {
    return new Simulation(new RandomHistory(seed, COMMANDS_PER_HISTORY), new Coverage(), journal);
  }

  private static long leastBytesOfAnyRound(LongSupplier round) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS && least > 0; i++) {
      least = Math.min(least, round.getAsLong());
    }
    return least;
  }

  private long bytesOfReplay(List<Entry> journal) {
    UnsafeBuffer configuration = journal.get(0).message();
    try (CommandDispatcher dispatcher =
        CommandDispatcher.create(configuration, 0, configuration.capacity(), Durability.PROCESS)) {
      long bytes = 0;
      for (int i = 0; i < journal.size(); i++) {
        Entry entry = journal.get(i);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int length = entry.message().capacity();
        dispatcher.touch(entry.message(), 0);
        dispatcher.endTouch();
        dispatcher.apply(
            entry.sequence(), entry.time(), entry.crc(), entry.message(), 0, length, reply, 0);
        dispatcher.publishPosition(entry.sequence(), entry.time());
        if (header.wrap(entry.message(), 0).templateId() != DefineLocationDecoder.TEMPLATE_ID) {
          // The lists of regions grow on the heap, by definitions only.
          bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
        }
      }
      return bytes;
    }
  }

  private long bytesOfReads(AvailabilityReader reader) {
    UnsafeBuffer sku = new UnsafeBuffer(new byte[Protocol.MAX_CODE_LENGTH]);
    UnsafeBuffer location = new UnsafeBuffer(new byte[Protocol.MAX_CODE_LENGTH]);
    int skuLength = reader.copySkuCode(0, sku, 0);
    int locationLength = reader.copyLocationCode(0, location, 0);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < QUERIES; i++) {
      reader.readPosition();
      int skuHandle = reader.skuHandle(sku, 0, skuLength);
      int locationHandle = reader.locationHandle(location, 0, locationLength);
      reader.read(skuHandle, locationHandle, i % 2 == 0 ? 0 : Protocol.NO_CHANNEL);
      for (int n = 0; n < reader.placeCount(skuHandle); n++) {
        reader.readAt(skuHandle, n, 0);
      }
      reader.copySkuCode(skuHandle, reply, 0);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private long bytesOfReservationQueries(CommandDispatcher dispatcher, String id) {
    int length =
        MessageHeaderEncoder.ENCODED_LENGTH
            + new ReservationQueryEncoder()
                .wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
                .correlationId(1)
                .reservationId(id)
                .encodedLength();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < QUERIES; i++) {
      dispatcher.answer(query, 0, length, reply, 0);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
