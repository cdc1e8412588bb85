package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A scan over the places of a SKU meets each new record at its location, and none goes missing.
 *
 * <p>Three records, each in a line of its own, so that the list of lines grows by a chunk.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "0 of the records, in the order they were made")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "1 of the records, in the order they were made")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "2 of the records, in the order they were made")
@Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "3 of the records, in the order they were made")
@Outcome(expect = FORBIDDEN, desc = "a wrong record, or a hole")
@State
public class NewPlaceRace {
  private static final int RECORDS = 3;

  private final Fresh sku = Fresh.sku();

  @Actor
  public void write() {
    StockTable stock = sku.tables().stock;
    for (int i = 0; i < RECORDS; i++) {
      int record = stock.findOrCreate(sku.number(), i * StockLines.LOCATIONS_PER_LINE);
      stock.setWord(record, 10 + i, i);
    }
  }

  /** From the last place to the first: what was made before must then be there. */
  @Actor
  public void read(II_Result result) {
    AvailabilityReader reader = sku.tables().reader;
    int found = 0;
    for (int n = reader.placeCount(sku.number()) - 1; n >= 0; n--) {
      boolean isRecord =
          reader.readAt(sku.number(), n, RaceTables.CHANNEL) && reader.sellable() != 0;
      int i = n / StockLines.LOCATIONS_PER_LINE;
      boolean isFirstOfLine = n % StockLines.LOCATIONS_PER_LINE == 0;
      if (isRecord) {
        found++;
        boolean isRight =
            reader.location() == n && reader.sellable() == 10 + i && reader.reserved() == i;
        result.r2 |= isRight ? 0 : 1;
      } else if (isFirstOfLine && found > 0) {
        result.r2 |= 2;
      }
    }
    result.r1 = found;
  }
}
