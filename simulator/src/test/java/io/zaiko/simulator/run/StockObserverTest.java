package io.zaiko.simulator.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.stock.StockTable;
import io.zaiko.simulator.generate.RandomHistory;
import org.junit.jupiter.api.Test;

/**
 * What an audit relies on when it watches an engine (rule 5). Every simulation checks that the
 * movements add up to the levels; here it is checked that this check would notice.
 */
final class StockObserverTest {
  @Test
  void shouldNoticeThatEarlierMovementsWereNotTold_rule5() {
    try (Simulation simulation =
        new Simulation(new RandomHistory(3, 500), new Coverage(), new MemoryJournal())) {
      simulation.run();
      StockTable stock = simulation.dispatcher().engine().stock();
      new Ledger().watch(simulation.dispatcher().engine());
      int record = 0;
      while (StockTable.sellable(stock.word(record)) == 0) {
        record++;
      }
      int moved = record;
      int more = StockTable.sellable(stock.word(record)) + 1;

      Difference difference = assertThrows(Difference.class, () -> stock.setWord(moved, more, 0));

      assertTrue(difference.getMessage().startsWith("changed without telling"));
    }
  }
}
