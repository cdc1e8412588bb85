package io.zaiko.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.generate.RandomHistory;
import io.zaiko.simulator.reference.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an audit relies on when it watches an engine: rules 5 and 6. */
final class StockObserverTest {
  private static final Answer.Reply OK =
      new Answer.Reply(ResultCode.OK, 2, 1, false, 0, 0, List.of(), 0, List.of());

  @Test
  void shouldTellOfEveryChange_rule5() {
    try (Simulation simulation =
        new Simulation(new RandomHistory(3, 500), new Coverage(), new MemoryJournal())) {
      simulation.run();
      Ledger late = new Ledger();
      late.watch(simulation.dispatcher().engine());

      late.beginRecord();
      StockTable stock = simulation.dispatcher().engine().stock();
      long word = stock.word(0);
      stock.setWord(0, StockTable.sellable(word) + 1, StockTable.reserved(word));

      assertEquals(
          "rule 5",
          assertThrows(Difference.class, () -> late.endRecord(MessageShape.COMMIT, OK))
              .getMessage()
              .substring(0, 6));
    }
  }
}
