package io.zaiko.simulator.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.simulator.action.Action;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rules 25 and 26: the same records make the same state; another state has another hash. */
final class ReplayRulesTest {
  private static void story(EngineFixture engine) {
    engine.receive("apple@shibuya=9", "pear@umeda=9");
    engine.reserve("order-1", "apple@shibuya=2", "pear@umeda=1");
    engine.reservePaid("order-2", "apple@shibuya=3");
    engine.fulfil("order-2", "apple@shibuya=2");
    engine.after(Duration.ofHours(1)).sell("apple@shibuya=20", "kiwi@mars=1");
  }

  @Test
  void shouldComeToTheSameHashByTheSameRecords_rule26() {
    try (EngineFixture first = new EngineFixture();
        EngineFixture second = new EngineFixture()) {
      story(first);
      story(second);

      assertEquals(first.dispatcher().stateHash(), second.dispatcher().stateHash());
      assertEquals(first.dispatcher().stateHash(), first.dispatcher().recomputeStateHash());
    }
  }

  @Test
  void shouldTellTimeApart_rule26() {
    try (EngineFixture first = new EngineFixture();
        EngineFixture second = new EngineFixture()) {
      first.after(Duration.ofSeconds(1));
      story(first);
      story(second);

      assertNotEquals(first.dispatcher().digest(), second.dispatcher().digest());
    }
  }

  /**
   * Worlds that differ in one number, one state or one name. What clients sent is part of the hash
   * too and differs anyway, so it is taken out.
   */
  @Test
  void shouldHaveAnotherHashForEveryOtherState_rule26() {
    List<Consumer<EngineFixture>> worlds =
        List.of(
            engine -> engine.receive("apple@shibuya=1"),
            engine -> engine.receive("apple@shibuya=2"),
            engine -> engine.receive("apple@umeda=1"),
            engine -> engine.receive("pear@shibuya=1"),
            engine -> engine.adjust("apple@shibuya=-1"),
            engine -> engine.count(Bucket.DAMAGED, "apple@shibuya=1"),
            engine -> engine.count(Bucket.QUALITY_CONTROL, "apple@shibuya=1"),
            engine -> engine.count(Bucket.BLOCKED, "apple@shibuya=1"),
            engine -> engine.count(Bucket.BLOCKED, "apple@shibuya=2"),
            engine -> engine.goodsBack(Disposition.DAMAGED, "", "apple@shibuya=2"),
            engine -> engine.setSafety("shibuya", EngineFixture.EC, 1),
            engine -> engine.setSafety("shibuya", EngineFixture.EC, 2),
            engine -> engine.setSafety("shibuya", EngineFixture.POS, 1),
            engine -> engine.setPairSafety("apple@shibuya=0", EngineFixture.EC),
            engine -> engine.setPairSafety("apple@shibuya=1", EngineFixture.EC),
            engine -> engine.setPairSafety("apple@shibuya=1", EngineFixture.POS),
            engine -> engine.defineSku("plum"),
            engine -> engine.defineSku("fig"),
            engine -> engine.defineLocation("ginza"),
            engine -> engine.defineLocation("ginza", EngineFixture.EC),
            engine -> engine.defineLocation("shibuya", EngineFixture.EC),
            engine -> engine.send(new Action.DefineSku(engine.session(), 99, "apple", "a")),
            engine -> engine.send(new Action.DefineSku(engine.session(), 99, "apple", "b")),
            engine -> engine.send(location(engine, "")),
            engine -> engine.send(location(engine, "a")),
            engine -> engine.send(location(engine, "b")));
    Set<Long> hashes = new HashSet<>();
    for (Consumer<EngineFixture> world : worlds) {
      hashes.add(stateAlone(world));
    }
    assertEquals(worlds.size(), hashes.size());
  }

  private static Action location(EngineFixture engine, String name) {
    return new Action.DefineLocation(
        engine.session(), 99, "umeda", name, 1, Protocol.NO_COORDINATE, Protocol.NO_COORDINATE, "");
  }

  @Test
  void shouldHaveAnotherHashForEveryOtherReservation_rule26() {
    List<Consumer<EngineFixture>> worlds =
        List.of(
            engine -> engine.reserve("order-1", "apple@shibuya=1"),
            engine -> engine.reserve("order-2", "apple@shibuya=1"),
            engine -> engine.reserve("order-1", "apple@shibuya=2"),
            engine -> engine.reserve("order-1", "apple@umeda=1"),
            engine -> engine.reserve("order-1", 0, Duration.ZERO, "apple@shibuya=1"),
            engine -> engine.reserve("order-1", 1, Duration.ofHours(1), "apple@shibuya=1"),
            engine -> engine.reservePaid("order-1", "apple@shibuya=1"),
            engine -> engine.commit("order-0"),
            engine -> engine.release("order-0"),
            engine -> engine.release("order-0", "apple@umeda=1"),
            engine -> engine.extend("order-0", Duration.ofHours(1)));
    Set<Long> hashes = new HashSet<>();
    for (Consumer<EngineFixture> world : worlds) {
      hashes.add(
          stateAlone(
              engine -> {
                engine.receive("apple@shibuya=5", "apple@umeda=5");
                engine.reserve("order-0", "apple@umeda=2");
                world.accept(engine);
              }));
    }
    assertEquals(worlds.size(), hashes.size());
  }

  @Test
  void shouldHaveAnotherHashForAnotherOrder_rule26() {
    assertNotEquals(
        stockAlone(stock -> receiveAt(stock, 0, 7)),
        stockAlone(stock -> receiveAt(stock, 7, 0)),
        "a question lists groups of locations in the order of their first records");
    assertEquals(
        stockAlone(stock -> receiveAt(stock, 0, 6)),
        stockAlone(stock -> receiveAt(stock, 6, 0)),
        "within a group their order is that of the handles");
    assertNotEquals(
        stateAlone(engine -> reserveBoth(engine, "apple@shibuya=1", "apple@umeda=1")),
        stateAlone(engine -> reserveBoth(engine, "apple@umeda=1", "apple@shibuya=1")),
        "a reservation keeps the order of its lines");
    assertNotEquals(
        stateAlone(engine -> releaseBoth(engine, "order-1", "order-2")),
        stateAlone(engine -> releaseBoth(engine, "order-2", "order-1")),
        "the one closed first is forgotten first");
  }

  private static void releaseBoth(EngineFixture engine, String first, String second) {
    engine.receive("apple@shibuya=2");
    engine.reservePaid("order-1", "apple@shibuya=1");
    engine.reservePaid("order-2", "apple@shibuya=1");
    engine.release(first);
    engine.after(Duration.ofMillis(1)).release(second);
  }

  private static void reserveBoth(EngineFixture engine, String... lines) {
    engine.receive("apple@shibuya=1", "apple@umeda=1");
    engine.reservePaid("order-1", lines);
  }

  @Test
  void shouldTellARecordOfZeroFromNone_rule26() {
    assertNotEquals(
        stateAlone(engine -> engine.receive("kiwi@shibuya=1")),
        stateAlone(engine -> engine.adjust("apple@shibuya=1", "apple@shibuya=-1")),
        "a question lists it, and it takes up room");
  }

  @Test
  void shouldNotTakeSellableAndReservedForABucket_rule26() {
    assertNotEquals(
        stockAlone(stock -> stock.setWord(stock.findOrCreate(0, 0), 0x800, 5)),
        stockAlone(stock -> stock.setBucket(stock.findOrCreate(0, 0), StockTable.DAMAGED, 5)));
  }

  private static void receiveAt(StockTable stock, int... locations) {
    for (int location : locations) {
      stock.setWord(stock.findOrCreate(0, location), 1, 0);
    }
  }

  private static long stockAlone(Consumer<StockTable> world) {
    try (OffHeapMemory memory = new OffHeapMemory()) {
      StateHash hash = new StateHash();
      world.accept(new StockTable(memory, 10, 10, 10, hash));
      return hash.value();
    }
  }

  /** Hash of a world without what its clients sent. */
  private static long stateAlone(Consumer<EngineFixture> world) {
    try (EngineFixture engine = new EngineFixture()) {
      world.accept(engine);
      return engine.dispatcher().stateHash();
    }
  }
}
