package io.zaiko.engine.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Rule 30 with one writer and readers beside it. What a sequence wrote can be told from its number
 * alone, so a reader sees at once if something is missing, out of order, or mixed up.
 */
final class ChangeLogStressTest {
  private static final int RING = ChangeLog.LEAST_CAPACITY;
  private static final int BATCH = 20;
  private static final int ID_LENGTH = 32;

  @AutoClose private final OffHeapMemory memory = new OffHeapMemory();
  private final ChangeLog log = new ChangeLog(memory, RING);
  private final UnsafeBuffer id = new UnsafeBuffer(new byte[ID_LENGTH]);
  private volatile long published;

  /** A level for most sequences, an overdue pickup for each fifth. */
  private void write(long sequence) {
    int sku = (int) Hashing.mix(sequence);
    if (sequence % 5 != 0) {
      log.level(sequence, sku, ~sku);
      return;
    }
    for (int i = 0; i < ID_LENGTH; i += Long.BYTES) {
      id.putLong(i, sequence + i);
    }
    log.overdue(sequence, sku, ~sku, 1, id, 0, ID_LENGTH);
  }

  private static boolean isAsWritten(ChangeReader reader) {
    int sku = (int) Hashing.mix(reader.sequence());
    boolean isPlace = reader.sku() == sku && reader.location() == ~sku;
    if (reader.sequence() % 5 != 0) {
      return isPlace && reader.kind() == ChangeLog.LEVEL && reader.idLength() == 0;
    }
    boolean isId = reader.idLength() == ID_LENGTH;
    for (int i = 0; i < ID_LENGTH; i += Long.BYTES) {
      isId &= reader.id().getLong(i) == reader.sequence() + i;
    }
    return isPlace && reader.kind() == ChangeLog.PICKUP_OVERDUE && isId;
  }

  /** Follows until the last sequence, and begins anew where it was overtaken. */
  private final class Follower implements Runnable {
    private final ChangeReader reader = new ChangeReader(log);
    private final long last;
    private volatile long seen;
    private int laps;
    private String problem;

    Follower(long last) {
      this.last = last;
    }

    @Override
    public void run() {
      seekAfter(0);
      while (seen < last && problem == null) {
        if (reader.next()) {
          check();
        } else if (reader.lapped()) {
          laps++;
          seekAfter(seen);
        } else {
          Thread.onSpinWait();
        }
      }
    }

    /** Each sequence wrote something, so the next one it sees has to be the next there is. */
    private void check() {
      if (reader.sequence() != seen + 1 || !isAsWritten(reader)) {
        problem = "after " + seen + " came a wrong " + reader.sequence();
      }
      seen = reader.sequence();
    }

    /** As a subscriber would: from where it was, or else from where the engine is. */
    private void seekAfter(long sequence) {
      long from = sequence;
      while (!reader.seek(from)) {
        from = published;
      }
      seen = from;
    }
  }

  private void publish(long sequence) {
    log.publish();
    published = sequence;
  }

  @Test
  void shouldTellEverythingInOrderToAReaderThatKeepsUp_rule30() throws Exception {
    long last = 100_000;
    Follower follower = new Follower(last);
    Thread thread = new Thread(follower);
    thread.start();
    for (long sequence = 1; sequence <= last; sequence++) {
      write(sequence);
      if (sequence % BATCH == 0 || sequence == last) {
        publish(sequence);
      }
      while (sequence - follower.seen > RING / 2 && thread.isAlive()) {
        Thread.onSpinWait();
      }
    }
    thread.join();
    assertNull(follower.problem);
    assertEquals(0, follower.laps);
    assertEquals(last, follower.seen);
  }

  @Test
  void shouldNeverTellAnythingElseToReadersThatAreOvertaken_rule30() throws Exception {
    long last = 2_000_000;
    List<Follower> followers = List.of(new Follower(last), new Follower(last));
    List<Thread> threads = followers.stream().map(Thread::new).toList();
    threads.forEach(Thread::start);
    for (long sequence = 1; sequence <= last; sequence++) {
      write(sequence);
      if (sequence % BATCH == 0 || sequence == last) {
        publish(sequence);
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (Follower follower : followers) {
      assertNull(follower.problem);
      assertEquals(last, follower.seen);
    }
  }
}
