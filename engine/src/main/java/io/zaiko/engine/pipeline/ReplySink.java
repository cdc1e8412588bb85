package io.zaiko.engine.pipeline;

import org.agrona.DirectBuffer;

/** Where encoded replies go. Called by the business thread only; must never block. */
public interface ReplySink {
  /**
   * Takes one reply; the buffer is the caller's again on return. By then readers can see what the
   * reply tells, so it may leave at once.
   *
   * @param loop as given to {@link CommandIntake#write}, like connection and generation
   */
  void reply(int loop, int connection, int generation, DirectBuffer reply, int offset, int length);

  /** Wakes the loops that got something, once. */
  void endOfBatch();
}
