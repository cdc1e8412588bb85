package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Rule 27: the first change of a bucket other than sellable shows whole, together with the word.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "no record yet")
@Outcome(id = "8, 0", expect = ACCEPTABLE, desc = "received")
@Outcome(id = "5, 3", expect = ACCEPTABLE, desc = "three of them blocked")
@Outcome(expect = FORBIDDEN, desc = "units from nowhere, or lost")
@State
public class FirstColdRace {
  private final Fresh sku = Fresh.sku();

  @Actor
  public void write() {
    StockTable stock = sku.tables().stock;
    int record = stock.findOrCreate(sku.number(), 0);
    stock.setWord(record, 8, 0);
    stock.setBucketAndWord(record, StockTable.BLOCKED, 3, 5, 0);
  }

  @Actor
  public void read(II_Result result) {
    AvailabilityReader reader = sku.tables().reader;
    reader.read(sku.number(), 0, RaceTables.CHANNEL);
    result.r1 = reader.sellable();
    result.r2 = reader.blocked();
  }
}
