package io.zaiko.bench.load;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.ResolveEncoder;
import io.zaiko.protocol.sbe.ResolvedDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.util.Locale;

/**
 * Fills an empty server for a measurement: every SKU at every location, with a million units each.
 * On a fresh journal handles count up from 0, so the load uses them without asking; that they do is
 * checked. Filling a server again that was filled the same way adds another million. One thread.
 */
final class LoadStore {
  private static final int UNITS = 1_000_000;
  private static final int WINDOW = 64;

  private final WireClient client;
  private final long session;
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private long requestId;
  private int inFlight;

  LoadStore(WireClient client, long session) {
    this.client = client;
    this.session = session;
  }

  /**
   * Defines and fills.
   *
   * @throws IOException when the connection breaks, or the server holds other things already
   */
  void fill(int skus, int locations) throws IOException {
    define(skus, locations);
    await(0);
    checkHandle(CatalogKind.SKU, skuCode(skus - 1), skus - 1);
    checkHandle(CatalogKind.LOCATION, locationCode(locations - 1), locations - 1);
    for (int location = 0; location < locations; location++) {
      for (int first = 0; first < skus; first += Protocol.MAX_LINES) {
        receive(location, first, Math.min(Protocol.MAX_LINES, skus - first));
      }
    }
    await(0);
  }

  /** Code of the SKU that gets a number as its handle; {@link #locationCode} likewise. */
  static String skuCode(int number) {
    return String.format(Locale.ROOT, "49%011d", number);
  }

  static String locationCode(int number) {
    return "store-" + number;
  }

  private void checkHandle(CatalogKind kind, String code, int expected) throws IOException {
    ResolveEncoder message = new ResolveEncoder();
    message
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .correlationId(1)
        .kind(kind)
        .codesCount(1)
        .next()
        .code(code);
    client.endMessage(message.encodedLength());
    client.flush();
    client.receive();
    int handle =
        new ResolvedDecoder()
            .wrapAndApplyHeader(client.in(), client.messageOffset(), client.header())
            .handles()
            .next()
            .handle();
    if (handle != expected) {
      throw new IOException(
          "the server is not an empty one: " + code + " has the handle " + handle + " there");
    }
  }

  private void define(int skus, int locations) throws IOException {
    for (int i = 0; i < skus; i++) {
      DefineSkuEncoder message = new DefineSkuEncoder();
      message
          .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
          .requestId(++requestId)
          .session(session)
          .referenceTime(0)
          .code(skuCode(i))
          .name("");
      sent(message.encodedLength());
    }
    for (int i = 0; i < locations; i++) {
      DefineLocationEncoder message = new DefineLocationEncoder();
      message
          .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
          .requestId(++requestId)
          .session(session)
          .referenceTime(0)
          .locationType(LocationType.STORE)
          .channels(0)
          .latitude(Protocol.NO_COORDINATE)
          .longitude(Protocol.NO_COORDINATE)
          .code(locationCode(i))
          .name("")
          .region("");
      sent(message.encodedLength());
    }
  }

  private void receive(int location, int firstSku, int count) throws IOException {
    ReceiveEncoder message = new ReceiveEncoder();
    message
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL);
    ReceiveEncoder.LinesEncoder lines = message.linesCount(count);
    for (int i = 0; i < count; i++) {
      lines.next().sku(firstSku + i).location(location).quantity(UNITS);
    }
    message.codesCount(0);
    message.reference("").reason("").device("");
    sent(message.encodedLength());
  }

  private void sent(int bodyLength) throws IOException {
    client.endMessage(bodyLength);
    inFlight++;
    if (inFlight >= WINDOW) {
      await(WINDOW / 2);
    }
  }

  private void await(int stillInFlight) throws IOException {
    client.flush();
    while (inFlight > stillInFlight) {
      client.receive();
      reply.wrapAndApplyHeader(client.in(), client.messageOffset(), client.header());
      if (reply.code() != ResultCode.OK) {
        throw new IOException("filling was answered " + reply.code());
      }
      inFlight--;
    }
  }
}
