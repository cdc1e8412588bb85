package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * One connection of a load: what it asks next, what it waits for, what it saw.
 *
 * <p>Either one thread at a time uses it, or one calls {@link #request} and {@link #flush} while
 * another calls {@link #receive}. Any thread may close it.
 */
final class LoadConnection implements AutoCloseable {
  private static final int PREPARING_WINDOW = 256;
  private static final long SEED = 7450;

  private final Conversation conversation;
  private final StockKeys keys;
  private final InFlight inFlight;
  private final Mix mix;
  private final SplittableRandom random;
  private final OpenReservations reservations;
  private final Measured measured;
  private final int[] basket = new int[Operation.BASKET_SKUS];
  private final int[] line = new int[1];
  private final int[] lines;
  private final int expiring;
  private final LongPredicate mayRelease;
  private RunClock clock = new RunClock();

  /**
   * Takes over a conversation, and closes it with itself.
   *
   * @param index which of the run's loops this is
   */
  LoadConnection(RunPlan plan, Conversation conversation, int index, Measured measured) {
    this.conversation = conversation;
    mayRelease = conversation::mayRelease;
    this.measured = measured;
    mix = Mix.parse(plan.mix());
    random = new SplittableRandom(SEED + index);
    keys = StockKeys.of(plan.keys(), plan.stockRecords(), random.split());
    reservations = new OpenReservations(plan.reservations().open() / plan.loops(), random);
    lines = new int[plan.reservations().lines()];
    expiring = plan.reservations().expiring() / plan.loops();
    inFlight = new InFlight(conversation.mostAhead());
  }

  /** See {@link Conversation#durability}. */
  String durability() {
    return conversation.durability();
  }

  /** See {@link Conversation#mostAhead}. */
  int mostAhead() {
    return conversation.mostAhead();
  }

  Measured measured() {
    return measured;
  }

  /**
   * Makes the holds that end amid the load, before {@link #prepare}.
   *
   * @param endNs when, by {@link System#nanoTime}
   */
  void prepareExpiring(long endNs) throws IOException {
    int made = 0;
    while (made < expiring || outstanding() > 0) {
      while (made < expiring && canPrepare()) {
        long ticket = inFlight.nextTicket();
        inFlight.send(Operation.RESERVE, Measured.UNMEASURED);
        int record = keys.next();
        line[0] = record / RunPlan.LOCATIONS;
        long holdMicros = Math.max(1, TimeUnit.NANOSECONDS.toMicros(endNs - System.nanoTime()));
        conversation.reserve(
            ticket,
            Reservations.HIGHEST_NUMBER - made,
            record % RunPlan.LOCATIONS,
            line,
            holdMicros);
        made++;
      }
      flush();
      receiveOk();
    }
  }

  /** Makes the reservations that the load will find open. */
  void prepare() throws IOException {
    if (mix.reserves()) {
      while (!reservations.isFull() || outstanding() > 0) {
        while (!reservations.isFull() && canPrepare()) {
          encode(Operation.RESERVE, Measured.UNMEASURED);
        }
        flush();
        receiveOk();
      }
    }
  }

  /** The run begins: times count from here. Before the threads of the loops are started. */
  void begin(RunClock begun) {
    clock = begun;
  }

  /** Releases all that is open, so that the next run finds the server as this one did. */
  void clearUp() throws IOException {
    while (reservations.size() > 0 || outstanding() > 0) {
      while (reservations.size() > 0 && canPrepare()) {
        long ticket = inFlight.nextTicket();
        inFlight.send(Operation.RELEASE, Measured.UNMEASURED);
        long number = reservations.takeLast();
        conversation.release(ticket, number, reservations.takenRecord());
      }
      flush();
      receiveOk();
    }
  }

  private boolean canPrepare() {
    return inFlight.hasRoom(Math.min(PREPARING_WINDOW, conversation.mostUnanswered()));
  }

  private void receiveOk() throws IOException {
    do {
      receive();
      if (conversation.code() != ResultCode.OK) {
        throw new IOException(
            "before or after the load, a command was answered " + conversation.code());
      }
    } while (conversation.hasAnswer());
  }

  long outstanding() {
    return inFlight.sent() - inFlight.answered();
  }

  /** Whether another request may be sent, with so many unanswered at most. */
  boolean hasRoom(int mostOutstanding) {
    return inFlight.hasRoom(mostOutstanding);
  }

  /**
   * Encodes another request of the mix, to go out with the next {@link #flush}.
   *
   * @param timeNs from when on its latency counts
   */
  void request(long timeNs) throws IOException {
    encode(nextOperation(), timeNs);
    if (conversation.isFull()) {
      flush();
    }
  }

  /** A question that is answered but not measured. */
  void requestUnmeasured() {
    encode(Operation.QUERY, Measured.UNMEASURED);
  }

  private Operation nextOperation() {
    Operation operation = mix.next(random);
    if (operation == Operation.RESERVE || operation == Operation.RELEASE) {
      return reservations.isFull() ? Operation.RELEASE : Operation.RESERVE;
    }
    return operation;
  }

  private void encode(Operation operation, long timeNs) {
    long ticket = inFlight.nextTicket();
    inFlight.send(operation, timeNs);
    if (operation == Operation.RELEASE) {
      long number = reservations.takeAny(mayRelease);
      conversation.release(ticket, number, reservations.takenRecord());
      return;
    }
    int record = keys.next();
    switch (operation) {
      case QUERY -> conversation.query(ticket, record);
      case EVERYWHERE -> conversation.everywhere(ticket, record / RunPlan.LOCATIONS);
      case BASKET -> basket(ticket, record % RunPlan.LOCATIONS);
      case RESERVE -> reserve(ticket, record);
      case SELL -> conversation.sell(ticket, record);
      case RECEIVE -> conversation.receive(ticket, record);
      case RELEASE -> throw new AssertionError(operation);
    }
  }

  private void basket(long ticket, int location) {
    pick(basket);
    conversation.basket(ticket, location, basket);
  }

  private void reserve(long ticket, int record) {
    long number = reservations.make(record);
    if (lines.length == 1) {
      conversation.reserve(ticket, number, record);
    } else {
      pick(lines);
      int location = record % RunPlan.LOCATIONS;
      conversation.reserve(ticket, number, location, lines, Conversation.HOUR_MICROS);
    }
  }

  private void pick(int[] skus) {
    for (int i = 0; i < skus.length; i++) {
      skus[i] = keys.next() / RunPlan.LOCATIONS;
    }
  }

  /** Bytes that wait for {@link #flush}. */
  int unsentBytes() {
    return conversation.unsentBytes();
  }

  /** Sends what was encoded. */
  void flush() throws IOException {
    conversation.flush();
  }

  /** Takes one answer, blocking if need be. */
  void receive() throws IOException {
    long ticket = conversation.takeAnswer();
    Operation operation = inFlight.operationOf(ticket);
    long requestNs = inFlight.answer(ticket);
    measured.answer(operation, requestNs, clock.now(), conversation.code());
  }

  /** Whether {@link #receive} will not block. */
  boolean hasAnswer() {
    return conversation.hasAnswer();
  }

  @Override
  public void close() throws IOException {
    conversation.close();
  }
}
