package io.zaiko.bench.messages;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first commands of an empty engine: every SKU at every location, the same units everywhere.
 * Handles count up from 0. One thread.
 */
public final class StoreFill {
  /** Units of each pair to begin with. */
  public static final int UNITS = 1_000_000;

  private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

  private final Records records;
  private final long session;
  private final UnsafeBuffer message = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
  private long requestId;

  /** Where commands go, as records of a journal. */
  public interface Records {
    /** Applies a message as the next record. */
    void apply(DirectBuffer message, int length);

    /** What the last one was answered, from its first byte. */
    DirectBuffer reply();
  }

  /** Opens a session, with which all is filled. */
  public StoreFill(Records records) {
    this.records = records;
    session = register(records, "bench");
  }

  /** Opens the session of a name and returns its id. */
  public static long register(Records records, String name) {
    UnsafeBuffer message = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
    RegisterEncoder encoder = new RegisterEncoder();
    encoder.wrapAndApplyHeader(message, 0, HEADER).requestId(1).session(0).referenceTime(0);
    encoder.clientName(name);
    records.apply(message, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    return new RegisteredDecoder()
        .wrap(
            records.reply(), MessageHeaderEncoder.ENCODED_LENGTH, RegisteredDecoder.BLOCK_LENGTH, 0)
        .session();
  }

  /** Encodes commands that follow those so far, in the same session. */
  public CommandMessages messages() {
    return new CommandMessages(session, requestId);
  }

  /** Text code of a SKU: a made-up GTIN-13. */
  public static String skuCode(int sku) {
    return String.format(Locale.ROOT, "49%011d", sku);
  }

  /** Text code of a location. */
  public static String locationCode(int location) {
    return "store-" + location;
  }

  /** Defines SKUs. */
  public void defineSkus(int skus) {
    DefineSkuEncoder sku = new DefineSkuEncoder();
    for (int i = 0; i < skus; i++) {
      sku.wrapAndApplyHeader(message, 0, HEADER)
          .requestId(++requestId)
          .session(session)
          .referenceTime(0);
      byte[] code = skuCode(i).getBytes(StandardCharsets.UTF_8);
      sku.putCode(code, 0, code.length).name("");
      apply(sku.encodedLength());
    }
  }

  /** Defines locations, at places in microdegrees. */
  public void defineLocations(
      int locations, IntUnaryOperator latitude, IntUnaryOperator longitude) {
    DefineLocationEncoder location = new DefineLocationEncoder();
    for (int i = 0; i < locations; i++) {
      location
          .wrapAndApplyHeader(message, 0, HEADER)
          .requestId(++requestId)
          .session(session)
          .referenceTime(0)
          .locationType(LocationType.STORE)
          .channels(0)
          .latitude(latitude.applyAsInt(i))
          .longitude(longitude.applyAsInt(i));
      location.code(locationCode(i)).name("").region("");
      apply(location.encodedLength());
    }
  }

  /**
   * Receives the units, location by location, so that the records of one SKU are made as in real
   * life, not all at once.
   */
  public void receiveAll(int skus, int locations) {
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
        apply(receive.encodedLength());
      }
    }
  }

  private void apply(int bodyLength) {
    records.apply(message, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
  }
}
