package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.zaiko.engine.memory.OffHeapMemory;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Rule 30: a change is told as it was written, and later ones later, also to a reader that is
 * overtaken.
 */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing new, or overtaken")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the next change")
@Outcome(expect = FORBIDDEN, desc = "a mixed change, or one told twice")
@State
public class ChangeLogRace {
  private static final ChangeLog LOG = new ChangeLog(new OffHeapMemory(), ChangeLog.LEAST_CAPACITY);
  private static final ChangeReader READER = new ChangeReader(LOG);
  private static final int ID_LENGTH = ChangeLog.MAX_ID_LENGTH;
  private static final UnsafeBuffer ID = new UnsafeBuffer(new byte[ID_LENGTH]);
  private static final AtomicLong PUBLISHED = new AtomicLong();

  private static long seen;

  static {
    READER.seek(0);
  }

  /** Each sequence tells of an overdue pickup, whose id takes several entries. */
  @Actor
  public void write() {
    long sequence = PUBLISHED.get() + 1;
    for (int i = 0; i < ID_LENGTH; i += Long.BYTES) {
      ID.putLong(i, sequence + i);
    }
    LOG.overdue(sequence, (int) sequence, ~(int) sequence, 1, ID, 0, ID_LENGTH);
    LOG.publish();
    PUBLISHED.setRelease(sequence);
  }

  @Actor
  public void read(I_Result result) {
    if (READER.next()) {
      result.r1 = isAsWritten() && READER.sequence() == seen + 1 ? 1 : 2;
      seen = READER.sequence();
    } else if (READER.lapped()) {
      seek();
    }
  }

  /** As a subscriber does: from where the engine is now. */
  private static void seek() {
    do {
      seen = PUBLISHED.getAcquire();
    } while (!READER.seek(seen));
  }

  private static boolean isAsWritten() {
    long sequence = READER.sequence();
    boolean isWhole = READER.idLength() == ID_LENGTH;
    for (int i = 0; i < ID_LENGTH; i += Long.BYTES) {
      isWhole &= READER.id().getLong(i) == sequence + i;
    }
    return isWhole && READER.sku() == (int) sequence && READER.location() == ~(int) sequence;
  }
}
