package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Rule 28: an answer that says it is of one moment is: two records as of its sequence. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "says that it may be of several moments")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "says that it is of one, and is")
@Outcome(expect = FORBIDDEN, desc = "says that it is of one, but is not")
@State
public class ConsistentAnswerRace {
  private static final RaceTables TABLES = new RaceTables(1, 2, 2);
  private static final int FIRST = TABLES.stock.findOrCreate(0, 0);
  private static final int SECOND = TABLES.stock.findOrCreate(0, 1);
  private static int written;

  @Actor
  public void write() {
    written = Steps.after(written);
    TABLES.position.beginBatch();
    TABLES.stock.setWord(FIRST, written, 0);
    TABLES.stock.setWord(SECOND, written, 0);
    TABLES.position.publish(written, written);
    TABLES.position.endBatch();
  }

  @Actor
  public void read(I_Result result) {
    AvailabilityReader reader = TABLES.reader;
    reader.readPosition();
    reader.read(0, 0, AvailabilityReader.NO_CHANNEL);
    int first = reader.sellable();
    reader.read(0, 1, AvailabilityReader.NO_CHANNEL);
    int second = reader.sellable();
    if (reader.isConsistent()) {
      result.r1 = first == second && first == reader.sequence() ? 1 : 2;
    }
  }
}
