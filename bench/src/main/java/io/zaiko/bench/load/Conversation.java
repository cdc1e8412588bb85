package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;

/**
 * One connection to what is measured, in the language of that. Requests are encoded under tickets,
 * which count up from 1, and go out with {@link #flush}; each answer says whose it is.
 *
 * <p>One thread; or one that encodes and flushes and another that receives. Any thread may close
 * it, which ends a blocked call with an error.
 */
public interface Conversation extends AutoCloseable {
  /** How long what is reserved is held. */
  long HOUR_MICROS = 3_600_000_000L;

  /** Tickets that may lie between the oldest unanswered one and the newest, 1 or more. */
  int mostAhead();

  /** Requests that may be unanswered at once, 1 or more. */
  default int mostUnanswered() {
    return mostAhead();
  }

  /** What an OK survives, as raw files write it; null where nothing is kept. */
  String durability();

  /** Asks for the stock of a record. */
  void query(long ticket, int record);

  /** Asks for the stock of a SKU at all locations. */
  void everywhere(long ticket, int sku);

  /** Asks for the stock of some SKUs at one location, at once. */
  void basket(long ticket, int location, int[] skus);

  /**
   * Reserves a unit of a record, for {@link #HOUR_MICROS}.
   *
   * @param number of the reservation among those of this connection, from 0, below 2^30
   */
  void reserve(long ticket, long number, int record);

  /**
   * Reserves a unit of each of some SKUs at one location.
   *
   * @param holdMicros how long, unless it is released before
   * @throws UnsupportedOperationException where nobody compares that
   */
  default void reserve(long ticket, long number, int location, int[] skus, long holdMicros) {
    throw new UnsupportedOperationException("only single units for an hour are reserved here");
  }

  /**
   * Whether a release of this number, sent now, comes after its reservation; so it is wherever
   * requests are worked off in the order sent.
   */
  default boolean mayRelease(long number) {
    return true;
  }

  /** Releases what {@link #reserve} made with the same number and record. */
  void release(long ticket, long number, int record);

  /** Sells a unit of a record. */
  void sell(long ticket, int record);

  /** Receives a unit of a record. */
  void receive(long ticket, int record);

  /** Bytes that wait for {@link #flush}. */
  int unsentBytes();

  /** Whether no more may be encoded before {@link #flush}. */
  boolean isFull();

  /** Sends what was encoded. */
  void flush() throws IOException;

  /** Whether {@link #takeAnswer} will not block. */
  boolean hasAnswer();

  /** Takes the next answer, blocking if need be, and returns its ticket. */
  long takeAnswer() throws IOException;

  /** What the answer taken last said. */
  ResultCode code();

  @Override
  void close() throws IOException;
}
