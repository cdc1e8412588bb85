package io.zaiko.engine.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.engine.memory.Growth;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.TextRef;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Every table that grows says so: one that forgot would have the engine wait for its memory again,
 * and nothing else would show it.
 */
final class TableGrowthTest {
  private static final int CAPACITY = 1 << 19;
  private static final int MORE_THAN_A_MEBIBYTE_NEEDS = 300_000;

  /** How each is filled: given the memory to take, what to do again and again. */
  private static final Map<Set<String>, Function<OffHeapMemory, IntConsumer>> FILLED =
      Map.of(
          Set.of("reservations", "reservation lines", "due index"), TableGrowthTest::reservations,
          Set.of("transfer lines"), TableGrowthTest::transfers,
          Set.of("closed"), TableGrowthTest::closed,
          Set.of("remembered lines"), TableGrowthTest::remembered,
          Set.of("request windows"), TableGrowthTest::windows,
          Set.of("changes"), TableGrowthTest::changes);

  private static IntConsumer reservations(OffHeapMemory memory) {
    ReservationTable table =
        new ReservationTable(
            memory, new ReservationSizes(CAPACITY, CAPACITY, 1, 1, 1), 1, new StateHash());
    UnsafeBuffer id = new UnsafeBuffer(new byte[Integer.BYTES]);
    return n -> {
      id.putInt(0, n);
      int record = table.open(new TextRef().set(id, 0, Integer.BYTES), State.HELD, 0, -1);
      table.addLine(record, 0, 0, 0);
      table.setDue(record, n + 1);
    };
  }

  private static IntConsumer transfers(OffHeapMemory memory) {
    TransferTable table = new TransferTable(memory, CAPACITY);
    return table::take;
  }

  private static IntConsumer closed(OffHeapMemory memory) {
    ClosedOrder order = new ClosedOrder(memory, "closed", CAPACITY);
    return order::add;
  }

  private static IntConsumer remembered(OffHeapMemory memory) {
    LineResultRing ring = new LineResultRing(memory, CAPACITY);
    LineResults one = new LineResults(1);
    one.add(0, (byte) 1, 1, -1);
    return n -> ring.write(one);
  }

  private static IntConsumer windows(OffHeapMemory memory) {
    RequestWindow window = new RequestWindow(memory, 1, CAPACITY, new StateHash());
    return n -> window.write(0, n + 1, 0, 0, n, n, (byte) 0, 0, 0, 0);
  }

  private static IntConsumer changes(OffHeapMemory memory) {
    ChangeLog log = new ChangeLog(memory, CAPACITY);
    return n -> log.level(n, 0, 0);
  }

  @Test
  void shouldBeToldByEachTable() {
    FILLED.forEach(
        (tables, filled) -> {
          try (OffHeapMemory memory = new OffHeapMemory()) {
            IntConsumer step = filled.apply(memory);
            assertEquals(Set.of(), grown(memory));
            for (int n = 0; n < MORE_THAN_A_MEBIBYTE_NEEDS; n++) {
              step.accept(n);
            }
            assertEquals(new TreeSet<>(tables), grown(memory));
          }
        });
  }

  private static Set<String> grown(OffHeapMemory memory) {
    return memory.growths().stream()
        .filter(growth -> growth.used() > 0)
        .map(Growth::table)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
