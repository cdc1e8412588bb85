package io.zaiko.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReservationQueryEncoder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
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
  private static final int HISTORIES = 50;
  private static final int COMMANDS_PER_HISTORY = 2_000;
  private static final int QUERIES = 100_000;
  private static final int ROUNDS = 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final UnsafeBuffer query = new UnsafeBuffer(new byte[128]);

  @Test
  void shouldAllocateNothingFromMessageToReply() {
    List<HistoryRun> histories = new ArrayList<>();
    try {
      for (long seed = 1; seed <= HISTORIES; seed++) {
        histories.add(new HistoryRun(seed, new Coverage()));
        histories.get(histories.size() - 1).run(COMMANDS_PER_HISTORY);
      }
      assertEquals(
          0,
          leastBytesOfAnyRound(() -> histories.stream().mapToLong(this::bytesOfReplay).sum()),
          "bytes for 100,000 commands");
    } finally {
      histories.forEach(HistoryRun::close);
    }
  }

  @Test
  void shouldAllocateNothingForAQuestion() {
    try (HistoryRun history = new HistoryRun(1, new Coverage())) {
      history.run(COMMANDS_PER_HISTORY);
      CommandDispatcher dispatcher = history.dispatcher();
      AvailabilityReader reader = dispatcher.newReader();
      assertTrue(reader.placeCount(0) > 0, "something to read");
      assertEquals(
          0, leastBytesOfAnyRound(() -> bytesOfReads(reader)), "bytes for 100,000 reads by code");
      assertEquals(
          0,
          leastBytesOfAnyRound(
              () -> bytesOfReservationQueries(dispatcher, history.anyReservation())),
          "bytes for 100,000 reservation queries");
    }
  }

  private static long leastBytesOfAnyRound(LongSupplier round) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS && least > 0; i++) {
      least = Math.min(least, round.getAsLong());
    }
    return least;
  }

  private long bytesOfReplay(HistoryRun history) {
    List<HistoryRun.Entry> journal = history.journal();
    try (CommandDispatcher dispatcher = history.engine()) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < journal.size(); i++) {
        HistoryRun.Entry entry = journal.get(i);
        int length = entry.message().capacity();
        dispatcher.touch(entry.message(), 0);
        dispatcher.endTouch();
        dispatcher.apply(
            entry.sequence(), entry.time(), entry.crc(), entry.message(), 0, length, reply, 0);
        dispatcher.publishPosition(entry.sequence(), entry.time());
      }
      return THREADS.getCurrentThreadAllocatedBytes() - before;
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
