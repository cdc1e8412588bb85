package io.zaiko.engine.reservation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.TextRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 15: what is due comes in the order (time, id), whatever came and went before. */
final class DueIndexTest {
  private static final int CAPACITY = 4_096;

  private final OffHeapMemory memory = new OffHeapMemory();
  private final ReservationTable table =
      new ReservationTable(
          memory, new ReservationSizes(CAPACITY, CAPACITY, 1, 1, 1), 1, new StateHash());

  @AfterEach
  void tearDown() {
    memory.close();
  }

  private record Due(long time, String id, int record) implements Comparable<Due> {
    private static final Comparator<Due> ORDER =
        Comparator.comparingLong(Due::time).thenComparing(Due::id);

    @Override
    public int compareTo(Due other) {
      return ORDER.compare(this, other);
    }
  }

  private int open(String id) {
    byte[] bytes = id.getBytes(UTF_8);
    return table.open(
        new TextRef().set(new UnsafeBuffer(bytes), 0, bytes.length), State.HELD, 0, -1);
  }

  private Due add(long time, String id) {
    int record = open(id);
    table.setDue(record, time);
    return new Due(time, id, record);
  }

  private Due takeFirst() {
    int record = table.nextToBeDue();
    long time = table.nextDue();
    byte[] id = new byte[64];
    int length = table.copyId(record, new UnsafeBuffer(id), 0);
    table.setOverdue(record);
    return new Due(time, new String(id, 0, length, UTF_8), record);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50, 100_000})
  void shouldGiveTheOrderOfTimeAndId(int times) {
    SplittableRandom random = new SplittableRandom(times);
    TreeSet<Due> expected = new TreeSet<>();
    List<Due> all = new ArrayList<>();
    while (all.size() < CAPACITY) {
      switch (random.nextInt(5)) {
        case 0, 1, 2 -> {
          Due one = add(1 + random.nextInt(times), random.nextInt(1_000) + "-" + all.size());
          all.add(one);
          expected.add(one);
        }
        case 3 -> {
          if (!expected.isEmpty()) {
            assertEquals(expected.pollFirst(), takeFirst());
          }
        }
        default -> removeAny(all, expected, random);
      }
      assertEquals(expected.isEmpty() ? Long.MAX_VALUE : expected.first().time(), table.nextDue());
    }
    while (!expected.isEmpty()) {
      assertEquals(expected.pollFirst(), takeFirst());
    }
    assertEquals(Long.MAX_VALUE, table.nextDue());
  }

  private void removeAny(List<Due> all, Set<Due> expected, SplittableRandom random) {
    if (!all.isEmpty()) {
      Due one = all.get(random.nextInt(all.size()));
      if (expected.remove(one)) {
        table.setDue(one.record(), 0);
      }
    }
  }

  @Test
  void shouldTakeInWhatComesWhileTheFirstAreAsked() {
    add(5, "b");
    add(5, "d");
    Due c = add(5, "c");
    assertEquals("b", takeFirst().id());
    add(5, "a");
    assertEquals("a", takeFirst().id());
    assertEquals(c.record(), table.nextToBeDue());
    add(4, "z");
    assertEquals("z", takeFirst().id());
    table.setDue(c.record(), 6);
    assertEquals("d", takeFirst().id());
    assertEquals("c", takeFirst().id());
  }
}
