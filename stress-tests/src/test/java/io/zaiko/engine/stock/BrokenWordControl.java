package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What a reader that takes sellable and reserved one after the other would see. No race of the
 * product: it proves that a forbidden outcome is found, and fails the run.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "whole, the same twice")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "whole, then a later one")
@Outcome(expect = FORBIDDEN, desc = "mixed, or going back")
@State
public class BrokenWordControl {
  private static final RaceTables TABLES = RaceTables.ofOneRecord();
  private static final AvailabilityReader READER = TABLES.reader;
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

  /** Two reads, one for each number. */
  private static int step() {
    READER.read(0, 0, AvailabilityReader.NO_CHANNEL);
    int sellable = READER.sellable();
    READER.read(0, 0, AvailabilityReader.NO_CHANNEL);
    return READER.reserved() == sellable ? sellable : Steps.MIXED;
  }
}
