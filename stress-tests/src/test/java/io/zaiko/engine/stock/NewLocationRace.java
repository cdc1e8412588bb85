package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Rule 24: a location that a look-up finds has its code, channels and region. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "not known yet")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "defined")
@Outcome(expect = FORBIDDEN, desc = "found, but not whole")
@State
public class NewLocationRace {
  private static final int LOCATIONS_PER_REGION = 64;
  private static final NumberedCode WRITTEN = new NumberedCode('L');
  private static final NumberedCode WRITTEN_REGION = new NumberedCode('R');
  private static final NumberedCode ASKED = new NumberedCode('L');
  private static final NumberedCode ASKED_REGION = new NumberedCode('R');

  private final Fresh code = Fresh.code();

  @Actor
  public void write() {
    WRITTEN_REGION.of(code.number() / LOCATIONS_PER_REGION);
    code.tables()
        .defineLocation(WRITTEN.of(code.number()), 1 << RaceTables.CHANNEL, WRITTEN_REGION);
  }

  @Actor
  public void read(I_Result result) {
    AvailabilityReader reader = code.tables().reader;
    ASKED.of(code.number());
    int handle = reader.locationHandle(ASKED.bytes(), 0, NumberedCode.LENGTH);
    if (handle != Catalog.UNKNOWN) {
      result.r1 = isWhole(reader, handle) ? 1 : 2;
    }
  }

  private boolean isWhole(AvailabilityReader reader, int handle) {
    ASKED_REGION.of(code.number() / LOCATIONS_PER_REGION);
    int region = reader.region(ASKED_REGION.bytes(), 0, NumberedCode.LENGTH);
    reader.read(0, handle, RaceTables.CHANNEL);
    return reader.isLocation(handle)
        && ASKED.isOfLocation(reader, handle)
        && reader.servesChannel()
        && reader.regionOfLocation() == region;
  }
}
