package io.zaiko.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.core.EngineConfig;
import org.junit.jupiter.api.Test;

final class MemoryNeedTest {
  private static final long MOST_WITHOUT_A_SETTING = 1 << 20;

  private final MemoryNeed need = MemoryNeed.of(EngineConfig.defaults(1, 2));

  @Test
  void shouldKnowWhichSettingMakesEachTableLarge() {
    long explained = need.bySetting().values().stream().mapToLong(Long::longValue).sum();
    assertTrue(
        need.bytes() - explained < MOST_WITHOUT_A_SETTING,
        () -> need.bytes() - explained + " bytes of tables belong to no setting");
    assertTrue(explained > 1L << 30, () -> "far too little: " + explained);
  }

  @Test
  void shouldTakeWhatFits() {
    need.requireWithin(need.bytes(), true);
    need.requireWithin(Long.MAX_VALUE, false);
  }

  @Test
  void shouldNameTheLargestAndWhatToDo() {
    long limit = 100L << 20;
    String ofANewOne =
        assertThrows(HostException.class, () -> need.requireWithin(limit, true)).getMessage();
    assertTrue(ofANewOne.contains("may take 100 MiB"), ofANewOne);
    assertTrue(ofANewOne.contains("for stock-capacity "), ofANewOne);
    assertTrue(ofANewOne.contains(", reservation-capacity "), ofANewOne);
    assertTrue(ofANewOne.contains("Lower those settings"), ofANewOne);
    String ofAJournal =
        assertThrows(HostException.class, () -> need.requireWithin(limit, false)).getMessage();
    assertTrue(ofAJournal.contains("The settings are the journal's"), ofAJournal);
    assertEquals(-1, ofAJournal.indexOf("Lower"), ofAJournal);
  }

  @Test
  void shouldLeaveAQuarterOfTheMachine() {
    assertTrue(MemoryNeed.ofThisMachine() > 0);
  }
}
