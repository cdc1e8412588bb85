package io.zaiko.bench.recover;

import io.zaiko.bench.messages.CommandMessages;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What shops do, on random stock records: of 100 commands 30 sales, 15 receipts and 55 that belong
 * to reservations. Of these each third is made, 30 % of them are released while held, the others
 * committed and fulfilled later; when a step has nobody waiting for it, the step before is taken.
 * So the number of open ones settles. The same seed gives the same commands. One thread.
 */
final class RandomCommands {
  private static final int LOCATIONS = RecoveryData.LOCATIONS;

  private final SplittableRandom random;
  private final int stockRecords;
  private final CommandMessages[] sessions;
  private final Waiting held;
  private final Waiting committed;
  private long reservations;

  /**
   * @param waiting reservations that are held, and as many that are committed, before others end
   */
  RandomCommands(long seed, int stockRecords, CommandMessages[] sessions, int waiting) {
    random = new SplittableRandom(seed);
    this.stockRecords = stockRecords;
    this.sessions = sessions;
    held = new Waiting(waiting);
    committed = new Waiting(waiting);
  }

  /** Encodes the next command and returns its length. */
  int next(UnsafeBuffer to) {
    int record = random.nextInt(stockRecords);
    int sku = record / LOCATIONS;
    int location = record % LOCATIONS;
    CommandMessages messages = sessions[random.nextInt(sessions.length)];
    int what = random.nextInt(100);
    if (what < 30) {
      return messages.sell(to, sku, location, 1);
    }
    if (what < 45) {
      return messages.receive(to, sku, location, 1);
    }
    if (what < 59 && committed.isFull()) {
      return messages.fulfil(to, committed.takeAny(random));
    }
    if (what < 73 && held.isFull()) {
      long number = held.takeAny(random);
      committed.add(number);
      return messages.commit(to, number);
    }
    if (what < 79 && held.isFull()) {
      return messages.release(to, held.takeAny(random));
    }
    held.add(reservations);
    return messages.reserve(to, reservations++, sku, location, false);
  }

  /** Reservations in one state. */
  private static final class Waiting {
    private final int enough;
    private long[] numbers;
    private int size;

    Waiting(int enough) {
      this.enough = enough;
      numbers = new long[2 * enough];
    }

    boolean isFull() {
      return size >= enough;
    }

    void add(long number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number;
    }

    long takeAny(SplittableRandom random) {
      int index = random.nextInt(size);
      long number = numbers[index];
      numbers[index] = numbers[--size];
      return number;
    }
  }
}
