package io.zaiko.bench.micro;

import io.zaiko.bench.messages.CommandMessages;
import io.zaiko.bench.messages.StoreFill;
import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine filled with stock for a benchmark: every SKU at every location, the same units
 * everywhere. Commands go in encoded, as from the journal. One thread.
 */
final class Universe implements AutoCloseable {
  private static final int CHECKSUM = 0;

  final CommandDispatcher dispatcher;
  final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final StoreFill fill;
  private long sequence = 1;
  private long timeMicros = 1_700_000_000_000_000L;

  /** All locations nowhere in particular. */
  Universe(int skus, int locations) {
    this(skus, Places.nowhere(locations));
  }

  /** A location at each of the places. */
  Universe(int skus, Places places) {
    int locations = places.count();
    UnsafeBuffer message = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
    EngineConfig config = EngineConfig.defaults(1, 2);
    int stock = skus * locations;
    config =
        new EngineConfig(
            1,
            2,
            config.skuCapacity(),
            config.locationCapacity(),
            stock,
            config.reservationCapacity(),
            config.lineCapacity(),
            config.sessionCapacity(),
            config.clientCapacity(),
            config.requestWindow(),
            config.lineResultCapacity(),
            config.safetyCapacity(),
            config.defaultHoldMicros(),
            config.closedRetentionMicros(),
            config.fulfilledRetentionMicros(),
            config.deviceCapacity(),
            config.transferLineCapacity(),
            config.bandCapacity(),
            config.changeCapacity(),
            config.channels());
    int length = CommandDispatcher.encodeConfigure(config, message, 0);
    dispatcher = CommandDispatcher.create(message, 0, length, Durability.PROCESS);
    apply(message, length);
    fill = new StoreFill(new Applied());
    fill.defineSkus(skus);
    fill.defineLocations(locations, places::latitude, places::longitude);
    fill.receiveAll(skus, locations);
    dispatcher.publishPosition(sequence, timeMicros);
  }

  /** Encodes commands that follow those that filled the engine. */
  CommandMessages messages() {
    return fill.messages();
  }

  /** Applies a message as the next record and returns the length of the reply. */
  int apply(DirectBuffer message, int length) {
    timeMicros += 1;
    return dispatcher.apply(sequence++, timeMicros, CHECKSUM, message, 0, length, reply, 0);
  }

  /** The time that the next record will be given, in microseconds. */
  long nextTimeMicros() {
    return timeMicros + 1;
  }

  /** Lets time pass until the next record. */
  void pass(long micros) {
    timeMicros += micros;
  }

  @Override
  public void close() {
    dispatcher.close();
  }

  /** Records for the one who fills. */
  private final class Applied implements StoreFill.Records {
    @Override
    public void apply(DirectBuffer message, int length) {
      Universe.this.apply(message, length);
    }

    @Override
    public DirectBuffer reply() {
      return reply;
    }
  }
}
