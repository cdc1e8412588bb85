package io.zaiko.bench.micro;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine filled with stock for a benchmark: every SKU at every location, the same units
 * everywhere. Commands go in encoded, as from the journal. One thread.
 */
final class Universe implements AutoCloseable {
  /** Units of each pair to begin with. */
  static final int UNITS = 1_000_000;

  private static final int CHECKSUM = 0;
  private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

  final CommandDispatcher dispatcher;
  final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  final long session;
  private final UnsafeBuffer message = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
  private long sequence = 1;
  private long timeMicros = 1_700_000_000_000_000L;
  private long requestId;

  /** All locations nowhere in particular. */
  Universe(int skus, int locations) {
    this(skus, Places.nowhere(locations));
  }

  /** A location at each of the places. */
  Universe(int skus, Places places) {
    int locations = places.count();
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
    session = register();
    defineAll(skus, places);
    receiveAll(skus, locations);
    dispatcher.publishPosition(sequence, timeMicros);
  }

  /** Text code of a SKU: a made-up GTIN-13. */
  static String skuCode(int sku) {
    return String.format(Locale.ROOT, "49%011d", sku);
  }

  static String locationCode(int location) {
    return "store-" + location;
  }

  /** Encodes commands that follow those that filled the engine. */
  CommandMessages messages() {
    return new CommandMessages(session, requestId);
  }

  /** Applies a message as the next record and returns the length of the reply. */
  int apply(UnsafeBuffer message, int length) {
    timeMicros += 1;
    return dispatcher.apply(sequence++, timeMicros, CHECKSUM, message, 0, length, reply, 0);
  }

  private long register() {
    RegisterEncoder encoder = new RegisterEncoder();
    encoder.wrapAndApplyHeader(message, 0, HEADER).requestId(1).session(0).referenceTime(0);
    encoder.clientName("bench");
    apply(message, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    return new RegisteredDecoder()
        .wrap(reply, MessageHeaderEncoder.ENCODED_LENGTH, RegisteredDecoder.BLOCK_LENGTH, 0)
        .session();
  }

  private void defineAll(int skus, Places places) {
    DefineSkuEncoder sku = new DefineSkuEncoder();
    for (int i = 0; i < skus; i++) {
      sku.wrapAndApplyHeader(message, 0, HEADER)
          .requestId(++requestId)
          .session(session)
          .referenceTime(0);
      byte[] code = skuCode(i).getBytes(StandardCharsets.UTF_8);
      sku.putCode(code, 0, code.length).name("");
      apply(message, MessageHeaderEncoder.ENCODED_LENGTH + sku.encodedLength());
    }
    DefineLocationEncoder location = new DefineLocationEncoder();
    for (int i = 0; i < places.count(); i++) {
      location
          .wrapAndApplyHeader(message, 0, HEADER)
          .requestId(++requestId)
          .session(session)
          .referenceTime(0)
          .locationType(LocationType.STORE)
          .channels(0)
          .latitude(places.latitude(i))
          .longitude(places.longitude(i));
      location.code(locationCode(i)).name("").region("");
      apply(message, MessageHeaderEncoder.ENCODED_LENGTH + location.encodedLength());
    }
  }

  /**
   * Location by location, so that the records of one SKU are made as in real life, not all at once.
   */
  private void receiveAll(int skus, int locations) {
    ReceiveEncoder receive = new ReceiveEncoder();
    for (int location = 0; location < locations; location++) {
      for (int first = 0; first < skus; first += Protocol.MAX_LINES) {
        int count = Math.min(Protocol.MAX_LINES, skus - first);
        receive
            .wrapAndApplyHeader(message, 0, HEADER)
            .requestId(++requestId)
            .session(session)
            .referenceTime(0)
            .occurredAt(0)
            .deviceSequence(0)
            .channel((short) Protocol.NO_CHANNEL);
        ReceiveEncoder.LinesEncoder lines = receive.linesCount(count);
        for (int i = 0; i < count; i++) {
          lines.next().sku(first + i).location(location).quantity(UNITS);
        }
        receive.codesCount(0);
        receive.reference("").reason("").device("");
        apply(message, MessageHeaderEncoder.ENCODED_LENGTH + receive.encodedLength());
      }
    }
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
