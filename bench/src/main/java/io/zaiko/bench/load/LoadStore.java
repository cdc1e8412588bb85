package io.zaiko.bench.load;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.util.Locale;

/**
 * Fills an empty server for a measurement: every SKU at every location, with a million units each.
 * On a fresh journal handles count up from 0, so the load may use them without asking. One thread.
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

  /** Defines and fills; returns the last request id used. */
  long fill(int skus, int locations) throws IOException {
    for (int i = 0; i < skus; i++) {
      DefineSkuEncoder message = new DefineSkuEncoder();
      message
          .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
          .requestId(++requestId)
          .session(session)
          .referenceTime(0)
          .code(String.format(Locale.ROOT, "49%011d", i))
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
          .code("store-" + i)
          .name("")
          .region("");
      sent(message.encodedLength());
    }
    for (int location = 0; location < locations; location++) {
      for (int first = 0; first < skus; first += Protocol.MAX_LINES) {
        receive(location, first, Math.min(Protocol.MAX_LINES, skus - first));
      }
    }
    await(0);
    return requestId;
  }

  private void receive(int location, int firstSku, int count) throws IOException {
    ReceiveEncoder message = new ReceiveEncoder();
    message
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .channel((short) Protocol.NO_CHANNEL);
    ReceiveEncoder.LinesEncoder lines = message.linesCount(count);
    for (int i = 0; i < count; i++) {
      lines.next().sku(firstSku + i).location(location).quantity(UNITS);
    }
    message.codesCount(0);
    message.reference("");
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
