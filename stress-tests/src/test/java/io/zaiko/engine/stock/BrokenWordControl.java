package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What a reader without the one load of {@link WordRace} would see. No race of the product: it
 * proves that a forbidden outcome is found, and fails the run.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "whole, the same twice")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "whole, then a later one")
@Outcome(expect = FORBIDDEN, desc = "mixed, or going back")
@State
public class BrokenWordControl {
  private static final RaceTables TABLES = RaceTables.ofOneRecord();
  private static final int RECORD = TABLES.stock.find(0, 0);
  private static int written;

  @Actor
  public void write() {
    written = Steps.after(written);
    TABLES.stock.setWord(RECORD, written, written);
  }

  @Actor
  public void read(II_Result result) {
    Steps.judge(step(), step(), result);
  }

  private static int step() {
    int sellable = StockTable.sellable(TABLES.stock.word(RECORD));
    int reserved = StockTable.reserved(TABLES.stock.word(RECORD));
    return sellable == reserved ? sellable : Steps.MIXED;
  }
}
