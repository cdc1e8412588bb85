package io.zaiko.gateway;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.AdjustEncoder;
import io.zaiko.protocol.sbe.BasketQueryEncoder;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.CommitEncoder;
import io.zaiko.protocol.sbe.ConfigureEncoder;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.DescribeEncoder;
import io.zaiko.protocol.sbe.HelloEncoder;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReservationQueryEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ResolveEncoder;
import io.zaiko.protocol.sbe.StockEverywhereQueryEncoder;
import io.zaiko.protocol.sbe.StockQueryEncoder;
import io.zaiko.protocol.sbe.TickEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Messages as a client sends them; each without its frame header, unless framed. */
final class ClientMessages {
  static final int EC = 1;

  /** One line of a command or a basket, by handles or by references to codes. */
  record Line(int sku, int location, long quantity) {}

  private ClientMessages() {}

  /** Puts a frame around each message, one after the other. */
  static byte[] framed(byte[]... messages) {
    int total = 0;
    for (byte[] message : messages) {
      total += Protocol.FRAME_HEADER_LENGTH + message.length;
    }
    ByteBuffer frames = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] message : messages) {
      frames.putInt(message.length).put(message);
    }
    return frames.array();
  }

  static byte[] hello() {
    return hello(Protocol.PROTOCOL_VERSION);
  }

  static byte[] hello(int version) {
    HelloEncoder message = new HelloEncoder();
    begin(message).protocolVersion(version).software("test");
    return bytes(message);
  }

  static byte[] register(long requestId, String client) {
    RegisterEncoder message = new RegisterEncoder();
    begin(message).requestId(requestId).session(0).referenceTime(0).clientName(client);
    return bytes(message);
  }

  static byte[] defineSku(long requestId, long session, String code) {
    DefineSkuEncoder message = new DefineSkuEncoder();
    begin(message).requestId(requestId).session(session).referenceTime(0).code(code).name("");
    return bytes(message);
  }

  static byte[] defineLocation(long requestId, long session, String code) {
    DefineLocationEncoder message = new DefineLocationEncoder();
    begin(message)
        .requestId(requestId)
        .session(session)
        .referenceTime(0)
        .locationType(LocationType.STORE)
        .channels(0)
        .latitude(Protocol.NO_COORDINATE)
        .longitude(Protocol.NO_COORDINATE)
        .code(code)
        .name("")
        .region("");
    return bytes(message);
  }

  static byte[] receive(long requestId, long session, Line... lines) {
    ReceiveEncoder message = new ReceiveEncoder();
    begin(message)
        .requestId(requestId)
        .session(session)
        .referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL);
    ReceiveEncoder.LinesEncoder group = message.linesCount(lines.length);
    for (Line line : lines) {
      group.next().sku(line.sku).location(line.location).quantity(line.quantity);
    }
    message.codesCount(0);
    message.reference("").reason("").device("");
    return bytes(message);
  }

  static byte[] adjust(long requestId, long session, Line... lines) {
    AdjustEncoder message = new AdjustEncoder();
    begin(message)
        .requestId(requestId)
        .session(session)
        .referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL);
    AdjustEncoder.LinesEncoder group = message.linesCount(lines.length);
    for (Line line : lines) {
      group.next().sku(line.sku).location(line.location).quantity(line.quantity);
    }
    message.codesCount(0);
    message.reference("").reason("").device("");
    return bytes(message);
  }

  static byte[] reserve(long requestId, long session, String id, Line... lines) {
    ReserveEncoder message = new ReserveEncoder();
    begin(message)
        .requestId(requestId)
        .session(session)
        .referenceTime(0)
        .hold(0)
        .deadline(0)
        .channel((short) EC);
    message.flags().clear();
    ReserveEncoder.LinesEncoder group = message.linesCount(lines.length);
    for (Line line : lines) {
      group.next().sku(line.sku).location(line.location).quantity(line.quantity);
    }
    message.codesCount(0);
    message.choicesCount(0);
    message.reservationId(id).supersedes("");
    return bytes(message);
  }

  static byte[] commit(long requestId, long session, String id) {
    CommitEncoder message = new CommitEncoder();
    begin(message)
        .requestId(requestId)
        .session(session)
        .referenceTime(0)
        .deadline(0)
        .onDeadline(OnDeadline.REPORT)
        .reservationId(id);
    return bytes(message);
  }

  static byte[] release(long requestId, long session, String id) {
    ReleaseEncoder message = new ReleaseEncoder();
    begin(message).requestId(requestId).session(session).referenceTime(0);
    message.linesCount(0);
    message.codesCount(0);
    message.reservationId(id);
    return bytes(message);
  }

  static byte[] tick(long requestId) {
    TickEncoder message = new TickEncoder();
    begin(message).requestId(requestId).session(7).referenceTime(0);
    return bytes(message);
  }

  static byte[] configure(long requestId) {
    ConfigureEncoder message = new ConfigureEncoder();
    begin(message).requestId(requestId).session(7).referenceTime(0);
    message.channelsCount(0);
    return bytes(message);
  }

  static byte[] resolve(long correlationId, CatalogKind kind, String... codes) {
    ResolveEncoder message = new ResolveEncoder();
    begin(message).correlationId(correlationId).kind(kind);
    ResolveEncoder.CodesEncoder group = message.codesCount(codes.length);
    for (String code : codes) {
      group.next().code(code);
    }
    return bytes(message);
  }

  static byte[] describe(long correlationId, CatalogKind kind, int... handles) {
    DescribeEncoder message = new DescribeEncoder();
    begin(message).correlationId(correlationId).kind(kind);
    DescribeEncoder.HandlesEncoder group = message.handlesCount(handles.length);
    for (int handle : handles) {
      group.next().handle(handle);
    }
    return bytes(message);
  }

  static byte[] stock(long correlationId, int sku, int location, int channel, String... codes) {
    StockQueryEncoder message = new StockQueryEncoder();
    begin(message)
        .correlationId(correlationId)
        .sku(sku)
        .location(location)
        .channel((short) channel);
    StockQueryEncoder.CodesEncoder group = message.codesCount(codes.length);
    for (String code : codes) {
      group.next().code(code);
    }
    return bytes(message);
  }

  static byte[] everywhere(long correlationId, int sku, int channel, String... codes) {
    return everywhereIn("", correlationId, sku, channel, codes);
  }

  static byte[] everywhereIn(
      String region, long correlationId, int sku, int channel, String... codes) {
    StockEverywhereQueryEncoder message = new StockEverywhereQueryEncoder();
    begin(message).correlationId(correlationId).sku(sku).channel((short) channel);
    StockEverywhereQueryEncoder.CodesEncoder group = message.codesCount(codes.length);
    for (String code : codes) {
      group.next().code(code);
    }
    message.region(region);
    return bytes(message);
  }

  static byte[] basket(long correlationId, int channel, List<Line> lines, String... codes) {
    BasketQueryEncoder message = new BasketQueryEncoder();
    begin(message).correlationId(correlationId).channel((short) channel);
    BasketQueryEncoder.LinesEncoder group = message.linesCount(lines.size());
    for (Line line : lines) {
      group.next().sku(line.sku).location(line.location).quantity(line.quantity);
    }
    BasketQueryEncoder.CodesEncoder names = message.codesCount(codes.length);
    for (String code : codes) {
      names.next().code(code);
    }
    return bytes(message);
  }

  static byte[] reservation(long correlationId, String id) {
    ReservationQueryEncoder message = new ReservationQueryEncoder();
    begin(message).correlationId(correlationId).reservationId(id);
    return bytes(message);
  }

  /** A header of some template, and as many zeros after it as asked for. */
  static byte[] header(int blockLength, int templateId, int schemaId, int zeros) {
    ByteBuffer message =
        ByteBuffer.allocate(MessageHeaderEncoder.ENCODED_LENGTH + zeros)
            .order(ByteOrder.LITTLE_ENDIAN);
    message
        .putShort((short) blockLength)
        .putShort((short) templateId)
        .putShort((short) schemaId)
        .putShort((short) 0);
    return message.array();
  }

  static <M extends MessageEncoderFlyweight> M begin(M message) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    new MessageHeaderEncoder()
        .wrap(buffer, 0)
        .blockLength(message.sbeBlockLength())
        .templateId(message.sbeTemplateId())
        .schemaId(message.sbeSchemaId())
        .version(message.sbeSchemaVersion());
    message.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH);
    return message;
  }

  static byte[] bytes(MessageEncoderFlyweight message) {
    byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength()];
    message.buffer().getBytes(0, bytes);
    return bytes;
  }
}
