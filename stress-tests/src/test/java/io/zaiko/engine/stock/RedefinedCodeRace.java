package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Rule 24: a code that is deleted and comes back is known, unknown, and known by another handle, in
 * this order; 1 and 2 stand for the first and the second definition.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "unknown, or deleted")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "defined in between")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "came back in between")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "defined")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "deleted in between")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "deleted and back in between")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "back")
@Outcome(expect = FORBIDDEN, desc = "back to an earlier state, or another code")
@State
public class RedefinedCodeRace {
  private static final int FIRST = 1 << RaceTables.CHANNEL;
  private static final int SECOND_CHANNEL = RaceTables.CHANNEL + 1;
  private static final NumberedCode WRITTEN = new NumberedCode('L');
  private static final NumberedCode REGION = new NumberedCode('R').of(0);
  private static final NumberedCode ASKED = new NumberedCode('L');
  private static final TextRef TEXT = new TextRef();

  private final Fresh code = Fresh.code();

  @Actor
  public void write() {
    RaceTables tables = code.tables();
    WRITTEN.of(code.number());
    tables.defineLocation(WRITTEN, FIRST, REGION);
    tables.catalog.deleteLocation(tables.catalog.findLocation(WRITTEN.in(TEXT)));
    tables.defineLocation(WRITTEN, 1 << SECOND_CHANNEL, REGION);
  }

  @Actor
  public void read(II_Result result) {
    ASKED.of(code.number());
    result.r1 = definition();
    result.r2 = definition();
  }

  /** The second one is never deleted, so it always serves its channel. */
  private int definition() {
    AvailabilityReader reader = code.tables().reader;
    int handle = reader.locationHandle(ASKED.bytes(), 0, NumberedCode.LENGTH);
    if (handle == Catalog.UNKNOWN) {
      return 0;
    }
    reader.read(0, handle, SECOND_CHANNEL);
    int definition = reader.servesChannel() ? 2 : 1;
    return ASKED.isOfLocation(reader, handle) ? definition : -1;
  }
}
