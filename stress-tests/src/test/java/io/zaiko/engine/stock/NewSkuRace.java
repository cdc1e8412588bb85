package io.zaiko.engine.stock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Rule 24: a SKU that a look-up finds is defined, counted, and has its whole code. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "not known yet")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "defined")
@Outcome(expect = FORBIDDEN, desc = "found, but not whole")
@State
public class NewSkuRace {
  private static final NumberedCode WRITTEN = new NumberedCode('S');
  private static final NumberedCode ASKED = new NumberedCode('S');

  private final Fresh code = Fresh.code();

  @Actor
  public void write() {
    code.tables().defineSku(WRITTEN.of(code.number()));
  }

  @Actor
  public void read(I_Result result) {
    AvailabilityReader reader = code.tables().reader;
    ASKED.of(code.number());
    int handle = reader.skuHandle(ASKED.bytes(), 0, NumberedCode.LENGTH);
    if (handle != Catalog.UNKNOWN) {
      result.r1 = reader.isSku(handle) && ASKED.isOfSku(reader, handle) ? 1 : 2;
    }
  }
}
