package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Rule 24: a pair without a record counts as zero; its new record is seen whole. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "no record, or nothing in it yet")
@Outcome(id = "7, 3", expect = ACCEPTABLE, desc = "the record")
@Outcome(expect = FORBIDDEN, desc = "a part of the record, or another one")
@State
public class NewRecordRace {
  private final Fresh sku = Fresh.sku();

  @Actor
  public void write() {
    StockTable stock = sku.tables().stock;
    stock.setWord(stock.findOrCreate(sku.number(), 0), 7, 3);
  }

  @Actor
  public void read(II_Result result) {
    AvailabilityReader reader = sku.tables().reader;
    reader.read(sku.number(), 0, RaceTables.CHANNEL);
    result.r1 = reader.sellable();
    result.r2 = reader.reserved();
  }
}
