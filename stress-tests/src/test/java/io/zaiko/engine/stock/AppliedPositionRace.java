package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Rule 27: sequence and time belong together, and what is read after them is at least as new. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the record as of the sequence")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the record, newer than the sequence")
@Outcome(expect = FORBIDDEN, desc = "mixed, or a record older than the sequence")
@State
public class AppliedPositionRace {
  private static final RaceTables TABLES = RaceTables.ofOneRecord();
  private static final int RECORD = TABLES.stock.find(0, 0);
  private static final int TIME_FACTOR = 1_000;
  private static int written;

  @Actor
  public void write() {
    written = Steps.after(written);
    TABLES.stock.setWord(RECORD, written, 0);
    TABLES.position.publish(written, (long) written * TIME_FACTOR);
  }

  @Actor
  public void read(II_Result result) {
    AvailabilityReader reader = TABLES.reader;
    reader.readPosition();
    boolean isWhole = reader.timeMicros() == reader.sequence() * TIME_FACTOR;
    reader.read(0, 0, AvailabilityReader.NO_CHANNEL);
    Steps.judge(isWhole ? (int) reader.sequence() : Steps.MIXED, reader.sellable(), result);
  }
}
