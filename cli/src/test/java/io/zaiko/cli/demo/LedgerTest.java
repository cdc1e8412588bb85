package io.zaiko.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.LineAnswer;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger("pos");

  @Test
  void shouldKeepEverythingBeyondOnePage() {
    int count = LedgerPage.ENTRIES + 10;
    for (int i = 1; i <= count; i++) {
      ledger.note(Step.SELL, 0, Basket.of(i, i % 7));
    }
    int last = ledger.note(Step.RETURN, 5, new Basket(new int[] {1, 2}, new int[] {3, 4}));
    ledger.answered(Ledgers.answer(ResultCode.INSUFFICIENT, 9, last, 77, 88, 0));

    assertEquals(count + 1, last);
    assertEquals(LedgerPage.ENTRIES + 1, ledger.basket(LedgerPage.ENTRIES + 1).pair(0));
    assertNull(ledger.code(1), "not answered");
    assertFalse(ledger.isAcknowledged(1));
    assertEquals(Step.RETURN, ledger.step(last));
    assertEquals(5, ledger.reservation(last));
    assertEquals(2, ledger.basket(last).size());
    assertEquals(4, ledger.basket(last).quantity(1));
    assertEquals(ResultCode.INSUFFICIENT, ledger.code(last));
    assertEquals(77, ledger.sequence(last));
    assertEquals(88, ledger.timeMicros(last));
    assertEquals(9, ledger.session());
    assertTrue(ledger.isAcknowledged(last), "a refusal is in the journal too");
  }

  @Test
  void shouldTellAnswersApartByTheirLines() {
    int id = ledger.note(Step.SELL, 0, Basket.of(1, 1));
    ledger.answered(withLine(id, 0, 3));

    assertTrue(ledger.says(id, withLine(id, 0, 3)));
    assertFalse(ledger.says(id, withLine(id, 0, 4)));
    assertFalse(ledger.says(id, withLine(id, 1, 3)));
    assertNotEquals(Ledger.detailOf(withLine(id, 0, 3)), Ledger.detailOf(withLine(id, 3, 0)));
  }

  private static CommandAnswer withLine(int id, int line, int quantity) {
    return new CommandAnswer(
        ResultCode.OK,
        1,
        id,
        5,
        6,
        Durability.PROCESS,
        false,
        0,
        0,
        List.of(),
        0,
        List.of(new LineAnswer(line, ResultCode.UNREFERENCED, quantity)));
  }
}
