package io.zaiko.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zaiko.engine.pipeline.Messages;
import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 2: reserved is exactly the sum of what is open. */
final class ReservedSumsTest {
  private static final int CHANNEL = 0;

  @AutoClose private final InventoryEngine engine = new InventoryEngine(Messages.smallConfig());

  private static TextRef text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new TextRef().set(new UnsafeBuffer(bytes), 0, bytes.length);
  }

  @BeforeEach
  void reserveThreeOfTen() {
    engine.beginRecord(1, 1);
    engine.defineSku(text("apple"), text(""));
    engine.defineLocation(text("shibuya"), 0, 0, 0, 0, text(""), text(""));
    engine.receive(new Lines().clear().add(0, 0, 10), new FactOrigin().now());
    ReserveTerms terms = new ReserveTerms().of(CHANNEL);
    Lines three = new Lines().clear().add(0, 0, 3);
    assertEquals(ResultCode.OK, engine.reserve(text("order-1"), text(""), terms, three).code());
    assertNull(new ReservedSums(engine).problem());
  }

  @Test
  void shouldFindReservedUnitsThatNobodyHasOpen_rule2() {
    StockTable stock = engine.stock();
    stock.setWord(stock.find(0, 0), 10, 4);

    assertEquals(engine.recomputeStateHash(), engine.stateHash(), "each hash is of what is said");
    assertEquals(
        "4 units of SKU 0 are reserved at location 0, but 3 are open there",
        new ReservedSums(engine).problem());
  }

  @Test
  void shouldFindUnitsReservedForWhatIsClosed_rule2() {
    LineTable lines = engine.reservations().lines();
    int line = lines.newestOpen(engine.stock().find(0, 0));
    int reservation = lines.reservation(line);
    engine.reservations().setState(reservation, State.RELEASED);

    assertEquals("3 units are reserved, but 0 are open", new ReservedSums(engine).problem());
  }
}
