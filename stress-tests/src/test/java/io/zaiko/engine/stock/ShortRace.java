package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Rule 27: a SHORT takes effect on blocked, sellable, reserved and the quota in one step. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "whole, the same twice")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "whole, then a later one")
@Outcome(expect = FORBIDDEN, desc = "mixed, or going back")
@State
public class ShortRace {
  private static final RaceTables TABLES = RaceTables.ofOneRecord();
  private static final AvailabilityReader READER = TABLES.reader;
  private static final int RECORD = TABLES.stock.find(0, 0);

  static {
    TABLES.terms.setQuota(TABLES.stock, RECORD, RaceTables.CHANNEL, 1_000_000_000, 0);
  }

  private static int written;

  @Actor
  public void write() {
    int before = written;
    written = Steps.after(before);
    TABLES.stock.setBlockedAndUsed(
        RECORD, written, written, written, TABLES.terms, RaceTables.CHANNEL, written - before);
  }

  @Actor
  public void read(II_Result result) {
    Steps.judge(step(), step(), result);
  }

  private static int step() {
    READER.read(0, 0, RaceTables.CHANNEL);
    int step = READER.sellable();
    boolean isWhole =
        READER.reserved() == step && READER.blocked() == step && READER.quotaUsed() == step;
    return isWhole ? step : Steps.MIXED;
  }
}
