package io.zaiko.gateway;

import org.agrona.DirectBuffer;

/**
 * The entrance of the engine, as an I/O thread sees it; a seam, so that connections can be tested
 * without an engine. Safe for any number of I/O threads.
 */
interface CommandRing {
  /** Slots that a message of some length takes. */
  int slotsFor(int messageLength);

  /** Claims consecutive slots; returns the first, or -1 when the ring is full. */
  long claim(int slots);

  /** Copies one message into claimed slots; returns the next free one. */
  long write(
      long slot,
      int loop,
      int connection,
      int generation,
      boolean journaled,
      DirectBuffer source,
      int offset,
      int length);

  /** Hands the claimed slots to the engine. */
  void publish(long first, int slots);
}
