package io.zaiko.gateway;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.protocol.sbe.Durability;
import java.util.concurrent.CompletableFuture;

/** What a gateway needs of the engine behind it; a seam, so that it can be tested without one. */
interface ServedEngine {
  CommandRing ring();

  /** Slots of the command ring. */
  int ringSlots();

  /** Longest reply to anything sent through the ring, in bytes. */
  int maxReplyLength();

  /** A reader for the use of one I/O thread. */
  AvailabilityReader newReader();

  /**
   * A search for what is near, for the thread of the reader, of up to {@link
   * io.zaiko.protocol.Protocol#MAX_ROWS} results.
   */
  NearestSearch newNearestSearch(AvailabilityReader reader);

  /** A reader of changes, for the use of one I/O thread. */
  ChangeReader newChangeReader();

  EngineConfig config();

  Durability durability();

  /** Whether commands may go in; false while the disk is nearly full. Cheap, for any thread. */
  boolean takesCommands();

  /** Completes with the reason when the engine stopped on an error. */
  CompletableFuture<Throwable> failed();

  /** Waits until everything that was published is answered. */
  void drain();
}
