package io.zaiko.replay;

import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the commands of one client. Lines are written as on the command line, {@code "A@S1=3"},
 * and go with their codes. Each call writes one message and returns its length.
 */
final class CommandMessages {
  /** Stands for a reference time that nobody can take for another number. */
  static final long REFERENCE_TIME = 1_577_836_800_000_000L;

  private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final short EC = 1;

  private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CommitEncoder anyCommand = new CommitEncoder();
  private long session;
  private long requestId;
  private int position;

  MutableDirectBuffer buffer() {
    return buffer;
  }

  /** The session of the commands that follow. */
  void session(long newSession) {
    session = newSession;
  }

  int register(String client) {
    begin(
        new RegisterEncoder().wrapAndApplyHeader(buffer, 0, header).sbeBlockLength(),
        REFERENCE_TIME);
    return texts(client);
  }

  int defineSku(String code) {
    begin(new DefineSkuEncoder().wrapAndApplyHeader(buffer, 0, header).sbeBlockLength(), 0);
    return texts(code, "");
  }

  int defineLocation(String code) {
    DefineLocationEncoder define = new DefineLocationEncoder();
    define
        .wrapAndApplyHeader(buffer, 0, header)
        .locationType(LocationType.STORE)
        .channels(0)
        .latitude(Protocol.NO_COORDINATE)
        .longitude(Protocol.NO_COORDINATE);
    begin(define.sbeBlockLength(), 0);
    return texts(code, "", "");
  }

  int safety(String sku, String location, long quantity) {
    SetSafetyEncoder safety = new SetSafetyEncoder();
    safety
        .wrapAndApplyHeader(buffer, 0, header)
        .quantity(quantity)
        .sku(Protocol.codeRef(0))
        .location(Protocol.codeRef(1))
        .channel(EC)
        .forSku(YesNo.YES);
    begin(safety.sbeBlockLength(), 0);
    codes(sku, location);
    return position;
  }

  int receive(String reference, String... lines) {
    ReceiveEncoder receive = new ReceiveEncoder();
    receive
        .wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL);
    begin(receive.sbeBlockLength(), REFERENCE_TIME);
    lines(lines);
    return texts(reference, "", "");
  }

  int sell(String reference, String... lines) {
    SellEncoder sell = new SellEncoder();
    sell.wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(0)
        .deviceSequence(0)
        .channel(EC)
        .policy(SellPolicy.RECORD);
    begin(sell.sbeBlockLength(), 0);
    lines(lines);
    return texts(reference, "", "");
  }

  /** A sale that an offline till sends later. */
  int sellLater(String device, long deviceSequence, long occurredAt, String... lines) {
    SellEncoder sell = new SellEncoder();
    sell.wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(occurredAt)
        .deviceSequence(deviceSequence)
        .channel(EC)
        .policy(SellPolicy.RECORD);
    begin(sell.sbeBlockLength(), 0);
    lines(lines);
    return texts("", "", device);
  }

  int move(Bucket from, Bucket to, String... lines) {
    MoveEncoder move = new MoveEncoder();
    move.wrapAndApplyHeader(buffer, 0, header).from(from).to(to);
    begin(move.sbeBlockLength(), 0);
    lines(lines);
    return texts("");
  }

  int requestTransfer(String id, String from, String to, String sku, long quantity) {
    TransferRequestEncoder request = new TransferRequestEncoder();
    request.wrapAndApplyHeader(buffer, 0, header).from(Protocol.codeRef(1)).to(Protocol.codeRef(2));
    begin(request.sbeBlockLength(), 0);
    skuLine(quantity);
    codes(sku, from, to);
    return texts(id);
  }

  int dispatch(String id, String sku, long quantity) {
    int block =
        new TransferDispatchEncoder().wrapAndApplyHeader(buffer, 0, header).sbeBlockLength();
    return transferFact(block, id, sku, quantity);
  }

  int receiveTransfer(String id, String sku, long quantity) {
    int block = new TransferReceiveEncoder().wrapAndApplyHeader(buffer, 0, header).sbeBlockLength();
    return transferFact(block, id, sku, quantity);
  }

  int closeTransfer(String id) {
    begin(new TransferCloseEncoder().wrapAndApplyHeader(buffer, 0, header).sbeBlockLength(), 0);
    group(TransferCloseEncoder.LinesEncoder.sbeBlockLength(), 0);
    codes();
    return texts(id);
  }

  private int transferFact(int blockLength, String id, String sku, long quantity) {
    begin(blockLength, 0);
    skuLine(quantity);
    codes(sku);
    return texts(id);
  }

  /** One line without a location, about the first code. */
  private void skuLine(long quantity) {
    group(TransferRequestEncoder.LinesEncoder.sbeBlockLength(), 1);
    buffer.putInt(position, Protocol.codeRef(0), Protocol.BYTE_ORDER);
    buffer.putLong(position + 4, quantity, Protocol.BYTE_ORDER);
    position += TransferRequestEncoder.LinesEncoder.sbeBlockLength();
  }

  int goodsBack(Disposition disposition, String reservation, String reference, String... lines) {
    ReturnEncoder back = new ReturnEncoder();
    back.wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(0)
        .deviceSequence(0)
        .channel(EC)
        .disposition(disposition);
    begin(back.sbeBlockLength(), 0);
    lines(lines);
    return texts(reservation, reference, "");
  }

  int adjust(String reference, String... lines) {
    AdjustEncoder adjust = new AdjustEncoder();
    adjust
        .wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL);
    begin(adjust.sbeBlockLength(), 0);
    lines(lines);
    return texts(reference, "broken", "");
  }

  int count(Bucket bucket, String reference, String... lines) {
    CountEncoder count = new CountEncoder();
    count
        .wrapAndApplyHeader(buffer, 0, header)
        .cut(0)
        .expected(0)
        .expects(YesNo.NO)
        .bucket(bucket)
        .channel((short) Protocol.NO_CHANNEL);
    begin(count.sbeBlockLength(), 0);
    lines(lines);
    return texts(reference);
  }

  /** Holds for so many microseconds; 0 = paid, without an end. */
  int reserve(String id, long holdMicros, String... lines) {
    ReserveEncoder reserve = new ReserveEncoder();
    reserve.wrapAndApplyHeader(buffer, 0, header).hold(holdMicros).deadline(0).channel(EC);
    reserve.flags().clear().paid(holdMicros == 0);
    begin(reserve.sbeBlockLength(), 0);
    lines(lines);
    group(ReserveEncoder.ChoicesEncoder.sbeBlockLength(), 0);
    return texts(id, "");
  }

  int fulfil(String id, String... lines) {
    begin(new FulfilEncoder().wrapAndApplyHeader(buffer, 0, header).sbeBlockLength(), 0);
    lines(lines);
    return texts(id);
  }

  int shorten(String id, boolean keepSellable, String... lines) {
    ShortEncoder shorten = new ShortEncoder();
    shorten.wrapAndApplyHeader(buffer, 0, header).flags().clear().keepSellable(keepSellable);
    begin(shorten.sbeBlockLength(), 0);
    lines(lines);
    return texts(id);
  }

  int release(String id, String... lines) {
    begin(new ReleaseEncoder().wrapAndApplyHeader(buffer, 0, header).sbeBlockLength(), 0);
    lines(lines);
    return texts(id);
  }

  /** The message written last, to be sent again under its request id. */
  int again() {
    return position;
  }

  private void begin(int blockLength, long referenceTime) {
    // Every command starts with the same three fields.
    anyCommand
        .wrap(buffer, HEADER)
        .requestId(++requestId)
        .session(session)
        .referenceTime(referenceTime);
    position = HEADER + blockLength;
  }

  private void lines(String... lines) {
    group(SellEncoder.LinesEncoder.sbeBlockLength(), lines.length);
    String[] codes = new String[2 * lines.length];
    for (int i = 0; i < lines.length; i++) {
      String[] parts = lines[i].split("[@=]", -1);
      codes[2 * i] = parts[0];
      codes[2 * i + 1] = parts[1];
      buffer.putInt(position, Protocol.codeRef(2 * i), Protocol.BYTE_ORDER);
      buffer.putInt(position + 4, Protocol.codeRef(2 * i + 1), Protocol.BYTE_ORDER);
      buffer.putLong(position + 8, Long.parseLong(parts[2]), Protocol.BYTE_ORDER);
      position += SellEncoder.LinesEncoder.sbeBlockLength();
    }
    codes(codes);
  }

  private void codes(String... codes) {
    group(0, codes.length);
    texts(codes);
  }

  private void group(int blockLength, int count) {
    buffer.putShort(position, (short) blockLength, Protocol.BYTE_ORDER);
    buffer.putShort(position + 2, (short) count, Protocol.BYTE_ORDER);
    position += MessageLines.GROUP_HEADER_LENGTH;
  }

  private int texts(String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      buffer.putByte(position, (byte) bytes.length);
      buffer.putBytes(position + 1, bytes);
      position += 1 + bytes.length;
    }
    return position;
  }
}
