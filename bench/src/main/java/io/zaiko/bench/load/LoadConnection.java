package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One connection of a load: what it asks next, what it waits for, what it saw.
 *
 * <p>Either one thread at a time uses it, or one calls {@link #request} and {@link #flush} while
 * another calls {@link #receive}. Any thread may close it.
 */
final class LoadConnection implements AutoCloseable {
  private static final int PREPARING_WINDOW = 256;
  private static final long SEED = 7450;

  private final WireClient client;
  private final LoadRequests requests;
  private final LoadAnswers answers;
  private final InFlight inFlight;
  private final Mix mix;
  private final SplittableRandom random;
  private final OpenReservations reservations;
  private final Measured measured;
  private final int mostAhead;
  private RunClock clock = new RunClock();

  /**
   * Connects.
   *
   * @param index which of the run's connections this is
   */
  LoadConnection(RunPlan plan, InetSocketAddress server, int index, Measured measured)
      throws IOException {
    this.measured = measured;
    mix = Mix.parse(plan.mix());
    random = new SplittableRandom(SEED + index);
    StockKeys keys = StockKeys.of(plan.keys(), plan.stockRecords(), random.split());
    reservations = new OpenReservations(plan.openReservations() / plan.connections(), random);
    client = new WireClient(server);
    mostAhead =
        mix.hasCommands()
            ? Math.min(client.credits(), client.requestWindow())
            : RunPlan.MOST_WINDOW;
    inFlight = new InFlight(mostAhead);
    answers = new LoadAnswers(client);
    long prefix = System.currentTimeMillis() * RunPlan.MOST_CONNECTIONS + index;
    requests = new LoadRequests(client, session(prefix), keys, prefix);
  }

  private long session(long number) throws IOException {
    try {
      return mix.hasCommands() ? client.register("load-" + Long.toHexString(number)) : 0;
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  /** What an OK of this server survives, as raw files write it. */
  String durability() {
    return client.durability().name().toLowerCase(Locale.ROOT);
  }

  /** How many ids may lie between the oldest unanswered request and the newest. */
  int mostAhead() {
    return mostAhead;
  }

  Measured measured() {
    return measured;
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
        requests.release(ticket, reservations.takeLast());
      }
      flush();
      receiveOk();
    }
  }

  private boolean canPrepare() {
    return inFlight.hasRoom(PREPARING_WINDOW);
  }

  private void receiveOk() throws IOException {
    do {
      receive();
      if (answers.code() != ResultCode.OK) {
        throw new IOException("before or after the load, a command was answered " + answers.code());
      }
    } while (client.hasMessage());
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
    if (client.unsentBytes() > WireClient.MOST_UNSENT) {
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
    switch (operation) {
      case QUERY -> requests.query(ticket);
      case RESERVE -> requests.reserve(ticket, reservations.make());
      case RELEASE -> requests.release(ticket, reservations.takeAny());
      case SELL -> requests.sell(ticket);
      case RECEIVE -> requests.receive(ticket);
    }
  }

  /** Bytes that wait for {@link #flush}. */
  int unsentBytes() {
    return client.unsentBytes();
  }

  /** Sends what was encoded. */
  void flush() throws IOException {
    client.flush();
  }

  /** Takes one answer, blocking if need be. */
  void receive() throws IOException {
    long ticket = answers.receive();
    Operation operation = inFlight.operationOf(ticket);
    long requestNs = inFlight.answer(ticket);
    measured.answer(operation, requestNs, clock.now(), answers.code());
  }

  /** Whether {@link #receive} will not block. */
  boolean hasAnswer() {
    return client.hasMessage();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
