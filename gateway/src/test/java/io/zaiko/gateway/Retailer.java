package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.begin;
import static io.zaiko.gateway.ClientMessages.bytes;

import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.CommitEncoder;
import io.zaiko.protocol.sbe.CountEncoder;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DeleteEncoder;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ReturnEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.protocol.sbe.SetBandsEncoder;
import io.zaiko.protocol.sbe.SetQuotaEncoder;
import io.zaiko.protocol.sbe.SetSafetyEncoder;
import io.zaiko.protocol.sbe.SuspendEncoder;
import io.zaiko.protocol.sbe.TransferDispatchEncoder;
import io.zaiko.protocol.sbe.TransferRequestEncoder;
import io.zaiko.protocol.sbe.YesNo;

/**
 * What a retailer does to the catalog and the stock: executes commands past the ring, each in a
 * record of its own; all must be answered OK, unless their message is asked for.
 */
final class Retailer {
  private final FakeEngine engine;
  private final long session;
  private long requestId;

  Retailer(FakeEngine engine) {
    this.engine = engine;
    session = engine.register("retailer");
  }

  void defineSkus(String... codes) {
    for (String code : codes) {
      engine.execute(ClientMessages.defineSku(++requestId, session, code));
    }
  }

  void defineLocations(String... codes) {
    for (String code : codes) {
      engine.execute(ClientMessages.defineLocation(++requestId, session, code));
    }
  }

  /**
   * @param channels a mask; 0 = all
   */
  void definePlace(String code, String region, int channels, int latitude, int longitude) {
    DefineLocationEncoder message = new DefineLocationEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .locationType(LocationType.STORE)
        .channels(channels)
        .latitude(latitude)
        .longitude(longitude)
        .code(code)
        .name("")
        .region(region);
    engine.execute(bytes(message));
  }

  void receive(int sku, int location, long quantity) {
    engine.execute(ClientMessages.receive(++requestId, session, new Line(sku, location, quantity)));
  }

  void adjust(int sku, int location, long quantity) {
    engine.execute(ClientMessages.adjust(++requestId, session, new Line(sku, location, quantity)));
  }

  void reserve(String id, int sku, int location, long quantity) {
    engine.execute(
        ClientMessages.reserve(++requestId, session, id, new Line(sku, location, quantity)));
  }

  void release(String id) {
    engine.execute(ClientMessages.release(++requestId, session, id));
  }

  void commit(String id, long deadlineMicros) {
    CommitEncoder message = new CommitEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .deadline(deadlineMicros)
        .onDeadline(OnDeadline.REPORT)
        .reservationId(id);
    engine.execute(bytes(message));
  }

  void suspend(int location) {
    SuspendEncoder message = new SuspendEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .location(location)
        .codesCount(0);
    engine.execute(bytes(message));
  }

  void delete(CatalogKind kind, int handle) {
    DeleteEncoder message = new DeleteEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .target(handle)
        .kind(kind)
        .codesCount(0);
    engine.execute(bytes(message));
  }

  void setSafety(int sku, int location, int channel, long quantity) {
    SetSafetyEncoder message = new SetSafetyEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .quantity(quantity)
        .sku(sku)
        .location(location)
        .channel((short) channel)
        .forSku(YesNo.YES)
        .codesCount(0);
    engine.execute(bytes(message));
  }

  void setQuota(int sku, int location, int channel, long quantity) {
    SetQuotaEncoder message = new SetQuotaEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .quantity(quantity)
        .sku(sku)
        .location(location)
        .channel((short) channel)
        .codesCount(0);
    engine.execute(bytes(message));
  }

  void setBands(int channel, long low, long hysteresis) {
    SetBandsEncoder message = new SetBandsEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .low(low)
        .hysteresis(hysteresis)
        .sku(0)
        .forSku(YesNo.NO)
        .channel((short) channel)
        .codesCount(0);
    engine.execute(bytes(message));
  }

  byte[] sale(SellPolicy policy, long occurredAt, String redeems, Line... lines) {
    return sale(policy, occurredAt, redeems, "", 0, lines);
  }

  byte[] sale(
      SellPolicy policy,
      long occurredAt,
      String redeems,
      String device,
      long deviceSequence,
      Line... lines) {
    SellEncoder message = new SellEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .occurredAt(occurredAt)
        .deviceSequence(deviceSequence)
        .channel((short) Protocol.NO_CHANNEL)
        .policy(policy);
    SellEncoder.LinesEncoder group = message.linesCount(lines.length);
    for (Line line : lines) {
      group.next().sku(line.sku()).location(line.location()).quantity(line.quantity());
    }
    message.codesCount(0);
    message.reference("").redeems(redeems).device(device);
    return bytes(message);
  }

  byte[] returned(long occurredAt, String reservation, Line... lines) {
    ReturnEncoder message = new ReturnEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .occurredAt(occurredAt)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL)
        .disposition(Disposition.RESELLABLE);
    ReturnEncoder.LinesEncoder group = message.linesCount(lines.length);
    for (Line line : lines) {
      group.next().sku(line.sku()).location(line.location()).quantity(line.quantity());
    }
    message.codesCount(0);
    message.reservationId(reservation).reference("").device("");
    return bytes(message);
  }

  /** RESERVE, partial and split, of lines that may all be served by a region. */
  byte[] reservationInRegion(String id, String region, Line... lines) {
    ReserveEncoder message = reservation(true, lines);
    message.codesCount(1).next().code(region);
    ReserveEncoder.ChoicesEncoder choices = message.choicesCount(lines.length);
    for (int line = 0; line < lines.length; line++) {
      choices.next().place(Protocol.codeRef(0)).line(line).isRegion(YesNo.YES);
    }
    message.reservationId(id).supersedes("");
    return bytes(message);
  }

  /** RESERVE, partial and split, of one line that may be served by some locations. */
  byte[] reservationAtAnyOf(int[] places, String id, Line line) {
    ReserveEncoder message = reservation(true, line);
    message.codesCount(0);
    ReserveEncoder.ChoicesEncoder choices = message.choicesCount(places.length);
    for (int place : places) {
      choices.next().place(place).line(0).isRegion(YesNo.NO);
    }
    message.reservationId(id).supersedes("");
    return bytes(message);
  }

  /** RESERVE, partial, of lines with a location of their own. */
  byte[] partialReservation(String id, Line... lines) {
    ReserveEncoder message = reservation(false, lines);
    message.codesCount(0);
    message.choicesCount(0);
    message.reservationId(id).supersedes("");
    return bytes(message);
  }

  private ReserveEncoder reservation(boolean haveChoices, Line... lines) {
    ReserveEncoder message = new ReserveEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .hold(0)
        .deadline(0)
        .channel((short) ClientMessages.EC);
    message.flags().clear().partial(true).split(haveChoices);
    ReserveEncoder.LinesEncoder group = message.linesCount(lines.length);
    for (Line line : lines) {
      group
          .next()
          .sku(line.sku())
          .location(haveChoices ? Protocol.NO_REF : line.location())
          .quantity(line.quantity());
    }
    return message;
  }

  void requestTransfer(String id, int from, int to, int sku, long quantity) {
    TransferRequestEncoder message = new TransferRequestEncoder();
    begin(message).requestId(++requestId).session(session).referenceTime(0).from(from).to(to);
    message.linesCount(1).next().sku(sku).quantity(quantity);
    message.codesCount(0);
    message.transferId(id);
    engine.execute(bytes(message));
  }

  /** TRANSFER_DISPATCH; without lines of all that is open. */
  byte[] dispatch(String id, Line... lines) {
    TransferDispatchEncoder message = new TransferDispatchEncoder();
    begin(message).requestId(++requestId).session(session).referenceTime(0);
    TransferDispatchEncoder.LinesEncoder group = message.linesCount(lines.length);
    for (Line line : lines) {
      group.next().sku(line.sku()).quantity(line.quantity());
    }
    message.codesCount(0);
    message.transferId(id);
    return bytes(message);
  }

  /** COUNT of sellable, now. */
  byte[] count(Line line) {
    CountEncoder message = new CountEncoder();
    begin(message)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .cut(0)
        .expected(0)
        .bucket(Bucket.SELLABLE)
        .channel((short) Protocol.NO_CHANNEL)
        .expects(YesNo.NO);
    message
        .linesCount(1)
        .next()
        .sku(line.sku())
        .location(line.location())
        .quantity(line.quantity());
    message.codesCount(0);
    message.reference("");
    return bytes(message);
  }

  long session() {
    return session;
  }

  long nextRequestId() {
    return ++requestId;
  }
}
