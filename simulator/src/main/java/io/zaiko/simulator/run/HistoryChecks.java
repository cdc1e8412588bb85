package io.zaiko.engine.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.reference.Action;
import io.zaiko.engine.reference.Answer;
import io.zaiko.engine.reference.Answer.ReservationLine;
import io.zaiko.engine.reference.Ref;
import io.zaiko.engine.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is checked of a history beyond the answers to its commands. */
final class HistoryChecks {
  private final ReferenceEngine reference;
  private final EngineAnswers engine;
  private final int channels;
  private final int locations;
  private final boolean[] oversoldBefore;

  /** Every reservation id that was ever sent. */
  private final TreeSet<String> reservationIds = new TreeSet<>();

  HistoryChecks(ReferenceEngine reference, EngineAnswers engine, Profile profile) {
    this.reference = reference;
    this.engine = engine;
    this.channels = profile.limits().channels();
    this.locations = profile.locations();
    this.oversoldBefore = new boolean[profile.skus() * profile.locations()];
  }

  /** Notes which pairs are oversold before a command. */
  void before(Action action) {
    if (action instanceof Action.Reserve reserve) {
      reservationIds.add(reserve.reservation());
    }
    for (int pair = 0; pair < oversoldBefore.length; pair++) {
      oversoldBefore[pair] = isOversold(pair);
    }
  }

  /** Rule 6: requests alone never make an oversell. Facts say how many they made. */
  void after(Action action, Answer answer) {
    int opened = 0;
    for (int pair = 0; pair < oversoldBefore.length; pair++) {
      opened += isOversold(pair) && !oversoldBefore[pair] ? 1 : 0;
    }
    if (answer instanceof Answer.Reply reply && !reply.repeated()) {
      // Within one fact a pair may go down, up and down again.
      assertTrue(opened <= reply.oversellsOpened(), () -> "oversell not told: " + action);
      assertTrue(isFact(action) || reply.oversellsOpened() == 0, action::toString);
    } else {
      assertEquals(0, opened, () -> "oversold by a command that did not run: " + action);
    }
  }

  private static boolean isFact(Action action) {
    return action instanceof Action.Receive
        || action instanceof Action.Sell
        || action instanceof Action.Return
        || action instanceof Action.Adjust
        || action instanceof Action.Count;
  }

  private boolean isOversold(int pair) {
    int sku = pair / locations;
    int location = pair % locations;
    return sku < engine.skuCount()
        && location < engine.locationCount()
        && engine.atf(sku, location) < 0;
  }

  /** Asks both engines everything there is to ask, and adds up what must add up. */
  void compareEverything(long sequence, long time) {
    assertArrayEquals(new long[] {sequence, time}, engine.position(), "position");
    compareCatalog();
    List<String> skus = withUnknown(reference.skus());
    for (String sku : skus) {
      for (int channel = 0; channel <= channels; channel++) {
        compareStock(sku, channel == channels ? ReferenceEngine.NO_CHANNEL : channel);
      }
    }
    compareBasket();
    compareReservations(sequence, time);
  }

  private void compareCatalog() {
    assertEquals(reference.skus().size(), engine.skuCount());
    assertEquals(reference.locations().size(), engine.locationCount());
    for (int handle = 0; handle < engine.skuCount(); handle++) {
      assertEquals(reference.skus().get(handle), engine.skuCode(handle));
      assertEquals(handle, engine.skuHandle(reference.skus().get(handle)));
    }
    for (int handle = 0; handle < engine.locationCount(); handle++) {
      assertEquals(reference.locations().get(handle), engine.locationCode(handle));
      assertEquals(handle, engine.locationHandle(reference.locations().get(handle)));
    }
    assertEquals("", engine.skuCode(engine.skuCount()), "a handle that was not given");
    assertEquals("", engine.locationCode(-1), "a handle that was not given");
  }

  private static List<String> withUnknown(List<String> codes) {
    List<String> all = new ArrayList<>(codes);
    all.add("never defined");
    return all;
  }

  private void compareStock(String sku, int channel) {
    for (String location : withUnknown(reference.locations())) {
      assertEquals(
          reference.stock(Ref.code(sku), Ref.code(location), channel),
          engine.stock(sku, location, channel),
          () -> sku + " at " + location + " for channel " + channel);
    }
    Answer.Everywhere expected = reference.everywhere(Ref.code(sku), channel);
    Answer.Everywhere answer = engine.everywhere(sku, channel);
    assertEquals(expected, answer, () -> sku + " everywhere for channel " + channel);
    assertEquals(
        inGroups(expected.locations().keySet()),
        List.copyOf(answer.locations().keySet()),
        "order of locations");
  }

  /**
   * Seven neighbouring handles form a group; the groups come in the order in which they got their
   * first record, within a group the handles count up.
   */
  private List<String> inGroups(Collection<String> inOrderOfRecords) {
    List<String> handles = reference.locations();
    Map<Integer, TreeMap<Integer, String>> groups = new LinkedHashMap<>();
    for (String location : inOrderOfRecords) {
      int handle = handles.indexOf(location);
      groups.computeIfAbsent(handle / 7, group -> new TreeMap<>()).put(handle, location);
    }
    return groups.values().stream().flatMap(group -> group.values().stream()).toList();
  }

  private void compareBasket() {
    List<Action.Line> lines = new ArrayList<>();
    for (int i = 0; i <= oversoldBefore.length; i++) {
      lines.add(new Action.Line(Ref.handle(i / locations), Ref.handle(i % locations), 1));
    }
    for (int channel : new int[] {0, ReferenceEngine.NO_CHANNEL}) {
      assertEquals(reference.basket(lines, channel).lines(), engine.basketLines(lines, channel));
    }
  }

  /** Every reservation ever asked for, also those forgotten; then rules 10 and 2 over all. */
  private void compareReservations(long sequence, long time) {
    Map<List<String>, Long> open = new HashMap<>();
    for (String id : reservationIds) {
      Answer.Reservation answer = engine.reservation(id, sequence, time);
      assertEquals(reference.reservation(id), answer, id);
      for (ReservationLine line : answer.lines()) {
        checkLine(id, line);
        open.merge(List.of(line.sku(), line.location()), line.open(), Long::sum);
      }
    }
    for (int sku = 0; sku < engine.skuCount(); sku++) {
      for (int location = 0; location < engine.locationCount(); location++) {
        List<String> pair = List.of(engine.skuCode(sku), engine.locationCode(location));
        assertEquals(
            open.getOrDefault(pair, 0L),
            engine.reserved(sku, location),
            () -> "rule 2: reserved is the sum of what is open, " + pair);
      }
    }
  }

  private static void checkLine(String id, ReservationLine line) {
    long sum = line.open() + line.fulfilled() + line.released() + line.expired() + line.shorted();
    assertEquals(line.requested(), sum, () -> "rule 10: " + id + " " + line);
    assertTrue(
        line.open() >= 0
            && line.fulfilled() >= 0
            && line.released() >= 0
            && line.expired() >= 0
            && line.shorted() >= 0,
        () -> "rule 10: " + id + " " + line);
  }
}
