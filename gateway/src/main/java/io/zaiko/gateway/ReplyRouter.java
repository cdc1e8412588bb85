package io.zaiko.gateway;

import io.zaiko.engine.pipeline.ReplySink;
import org.agrona.DirectBuffer;

/** Sorts the engine's replies into the rings of the I/O threads. Used by the engine's thread. */
final class ReplyRouter implements ReplySink {
  private final ReplyRing[] rings;

  ReplyRouter(ReplyRing[] rings) {
    this.rings = rings.clone();
  }

  @Override
  public void reply(
      int loop, int connection, int generation, DirectBuffer reply, int offset, int length) {
    rings[loop].write(connection, generation, reply, offset, length);
  }

  @Override
  public void endOfBatch() {
    for (ReplyRing ring : rings) {
      ring.wake();
    }
  }
}
