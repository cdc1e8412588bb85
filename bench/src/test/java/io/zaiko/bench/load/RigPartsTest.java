package io.zaiko.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that a load is made of: mixes, keys, schedules, reservations, tickets, verdicts. */
class RigPartsTest {
  @Test
  void shouldMixByWeight() {
    Mix mix = Mix.parse("query=80,reserve=10,release=10");
    Map<Operation, Integer> drawn = new EnumMap<>(Operation.class);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      drawn.merge(mix.next(random), 1, Integer::sum);
    }

    assertEquals(0.8, drawn.get(Operation.QUERY) / 1e5, 0.01);
    assertEquals(0.1, drawn.get(Operation.RESERVE) / 1e5, 0.01);
    assertEquals("query=80,reserve=10,release=10", mix.toString());
    assertTrue(mix.hasCommands());
    assertFalse(Mix.parse("query=1").hasCommands());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "query",
        "query=0",
        "query=x",
        "ask=1",
        "query=1,query=2",
        "reserve=1",
        "release=2,reserve=1"
      })
  void shouldRefuseAMixThatIsNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> Mix.parse(text));
  }

  @Test
  void shouldWantFewRecordsOftenUnderZipf() {
    int[] uniform = drawn("uniform");
    int[] zipf = drawn("zipf:1");

    // With exponent 1 and 1,000 records the k-th has 1/(7.485 k) of the draws.
    assertEquals(1 / 7.485, zipf[999] / 1e5, 0.01);
    assertEquals(1 / 7.485 / 10, zipf[990] / 1e5, 0.003);
    assertTrue(uniform[999] < 200, "the most wanted of equals is wanted little: " + uniform[999]);
  }

  private static int[] drawn(String distribution) {
    StockKeys keys = StockKeys.of(distribution, 1_000, new SplittableRandom(1));
    int[] counts = new int[1_000];
    for (int i = 0; i < 100_000; i++) {
      counts[keys.next()]++;
    }
    return IntStream.of(counts).sorted().toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zipf", "zipf:", "zipf:0", "zipf:9", "normal"})
  void shouldRefuseKeysThatAreNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> StockKeys.check(text));
  }

  @Test
  void shouldNeverReleaseTheReservationJustMade() {
    OpenReservations open = new OpenReservations(3, new SplittableRandom(1));
    open.make(0);
    open.make(7);
    for (int i = 0; i < 1_000; i++) {
      long made = open.make(7 * (i + 2));
      assertTrue(open.isFull());
      long taken = open.takeAny(number -> true);
      assertNotEquals(made, taken);
      assertEquals(7 * taken, open.takenRecord());
      assertEquals(2, open.size());
    }
  }

  @Test
  void shouldReleaseOnlyWhatMayBeReleased() {
    OpenReservations open = new OpenReservations(10, new SplittableRandom(1));
    for (int i = 0; i < 10; i++) {
      open.make(i);
    }
    Set<Long> taken = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      taken.add(open.takeAny(number -> number % 2 == 0));
    }
    assertEquals(Set.of(0L, 2L, 4L, 6L, 8L), taken);
  }

  @Test
  void shouldSpreadIntendedTimesEvenlyOverConnections() {
    Schedule first = new Schedule(1_000, 2, 0, 10_000_000);
    Schedule second = new Schedule(1_000, 2, 1, 10_000_000);

    assertEquals(0, first.intendedNs(0));
    assertEquals(1_000_000, second.intendedNs(0));
    assertEquals(2_000_000, first.intendedNs(1));
    assertEquals(5, first.count());
    assertEquals(5, second.count());
    assertEquals(1, first.countBefore(2_000_000));
    assertEquals(2, first.countBefore(2_000_001));
    assertEquals(0, second.countBefore(1_000_000));
  }

  @Test
  void shouldMatchAnswersInAnyOrderAndKeepIdsTogether() {
    InFlight inFlight = new InFlight(3);
    for (long time = 10; time <= 30; time += 10) {
      inFlight.send(Operation.QUERY, time);
    }
    assertFalse(inFlight.hasRoom(100), "three ids ahead of the oldest");

    assertEquals(30, inFlight.answer(3));
    assertFalse(inFlight.hasRoom(100), "the oldest is still out");
    assertThrows(IllegalStateException.class, () -> inFlight.answer(3), "answered twice");
    assertThrows(IllegalStateException.class, () -> inFlight.answer(4), "never asked");
    assertEquals(10, inFlight.answer(1));
    assertTrue(inFlight.hasRoom(2));
    assertFalse(inFlight.hasRoom(1), "one is unanswered");
    assertEquals(20, inFlight.answer(2));
    assertEquals(3, inFlight.answered());
    assertEquals(3, inFlight.sent());
  }

  @Test
  void shouldFailARunForEveryReasonThereIs() {
    Map<String, Long> none = Map.of();

    assertEquals(List.of(), RunResult.failures(1_000, 990, 5, none, null));
    assertEquals(List.of(), RunResult.failures(0, 0, 5, none, null));
    assertEquals(
        List.of("missed its rate: 989/s of 1000/s"), RunResult.failures(1_000, 989, 5, none, null));
    assertEquals(
        List.of("broke off: gone", "answers other than OK: {OVERLOADED=2}", "nothing was answered"),
        RunResult.failures(0, 0, 0, new TreeMap<>(Map.of("OVERLOADED", 2L)), "broke off: gone"));
  }

  @Test
  void shouldRefuseAPlanThatCannotBeRun() {
    assertThrows(IllegalArgumentException.class, () -> plan(200, 64, 1, 0, 0), "neither");
    assertThrows(IllegalArgumentException.class, () -> plan(200, 64, 1, 1, 1), "both");
    assertThrows(IllegalArgumentException.class, () -> plan(300, 64, 1, 1, 0), "records");
    assertThrows(IllegalArgumentException.class, () -> plan(200, 3, 2, 1, 0), "reservations");
    assertThrows(IllegalArgumentException.class, () -> plan(200, 64, 4, 0, 3), "window");
    assertEquals("zaiko-disk-query1-rate5", plan(200, 64, 1, 5, 0).name());
  }

  private static RunPlan plan(int records, int open, int connections, int rate, int window) {
    return new RunPlan(
        Target.ZAIKO,
        "disk",
        "query=1",
        "uniform",
        records,
        Reservations.open(open),
        connections,
        rate,
        window,
        0,
        1);
  }
}
