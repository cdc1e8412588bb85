package io.zaiko.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffHeapMemoryTest {
  private static final long LARGE = 3 * SystemMemory.LARGE_PAGE + 5;

  private static OffHeapMemory memory(boolean fromSystem) {
    assumeTrue(!fromSystem || SystemMemory.isAvailable(), "no such memory on this system");
    return new OffHeapMemory(fromSystem);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGiveZeroesAndKeepWhatIsWritten(boolean fromSystem) {
    try (OffHeapMemory memory = memory(fromSystem)) {
      Region small = memory.allocate("small", 100);
      Region large = memory.allocate("large", LARGE);
      for (long offset = 0; offset + 8 <= LARGE; offset += 4096) {
        assertEquals(0, large.getLong(offset));
        large.putLong(offset, ~offset);
      }
      small.putLong(92, 7);
      for (long offset = 0; offset + 8 <= LARGE; offset += 4096) {
        assertEquals(~offset, large.getLong(offset));
      }
      assertEquals(7, small.getLong(92));
      memory.allocate("small", 4097);
      assertEquals(
          Map.of("small", 4096L + 8192, "large", 3 * SystemMemory.LARGE_PAGE + 4096),
          memory.tables());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGiveZeroesAgainAfterOthersWroteThere(boolean fromSystem) {
    for (int round = 0; round < 20; round++) {
      try (OffHeapMemory memory = memory(fromSystem)) {
        Region region = memory.allocate("table", 1 << 16);
        for (long offset = 0; offset < 1 << 16; offset += 8) {
          assertEquals(0, region.getLong(offset));
          region.putLong(offset, -1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRefuseMoreThanATableMayHave(boolean fromSystem) {
    try (OffHeapMemory memory = memory(fromSystem)) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> memory.allocate("stock", 1L << 31));
      assertTrue(refusal.getMessage().contains("stock"), refusal::getMessage);
      assertThrows(IllegalArgumentException.class, () -> memory.allocate("none", 0));
    }
  }
}
