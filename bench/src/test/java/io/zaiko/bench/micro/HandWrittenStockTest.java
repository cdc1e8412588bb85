package io.zaiko.bench.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What Zaiko is compared with has to be right, or it would be too fast. */
class HandWrittenStockTest {
  private static final int SKU = 3;
  private static final int LOCATION = 5;

  private final HandWrittenStock stock = new HandWrittenStock();

  @Test
  void shouldReserveWhatThereIsAndGiveItBackOnce() {
    stock.receive(SKU, LOCATION, 2);

    assertTrue(stock.reserve(1, SKU, LOCATION, 2));
    assertEquals(0, stock.available(SKU, LOCATION));
    assertFalse(stock.reserve(2, SKU, LOCATION, 1), "sold out");
    assertTrue(stock.release(1));
    assertFalse(stock.release(1), "released already");
    assertEquals(2, stock.available(SKU, LOCATION));
  }

  @Test
  void shouldRefuseANumberThatIsTakenAndAPlaceThatIsNotThere() {
    stock.receive(SKU, LOCATION, 2);

    assertTrue(stock.reserve(1, SKU, LOCATION, 1));
    assertFalse(stock.reserve(1, SKU, LOCATION, 1));
    assertEquals(1, stock.available(SKU, LOCATION));
    assertFalse(stock.reserve(2, SKU, LOCATION + 1, 1));
    assertEquals(0, stock.available(SKU, LOCATION + 1));
  }

  @Test
  void shouldPromiseNoUnitTwiceHoweverManyAsk() throws InterruptedException {
    stock.receive(SKU, LOCATION, 500);
    AtomicInteger granted = new AtomicInteger();
    List<Thread> buyers = new ArrayList<>();
    for (int buyer = 0; buyer < 4; buyer++) {
      long first = 1_000L * buyer;
      Thread thread =
          new Thread(
              () -> {
                for (long number = first; number < first + 1_000; number++) {
                  granted.addAndGet(stock.reserve(number, SKU, LOCATION, 1) ? 1 : 0);
                }
              });
      buyers.add(thread);
      thread.start();
    }
    for (Thread buyer : buyers) {
      buyer.join();
    }

    assertEquals(500, granted.get());
    assertEquals(0, stock.available(SKU, LOCATION));
  }
}
