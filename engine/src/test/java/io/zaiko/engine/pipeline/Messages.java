package io.zaiko.engine.pipeline;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReservationQueryEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SellPolicy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Messages as a client would send them, one new buffer each. */
public final class Messages {
  /** Index of a channel. */
  public static final int EC = 1;

  private static final int LONGEST = 64 * 1024;

  private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[LONGEST]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private long session;
  private long requestId;

  /** From now on commands carry this session. */
  public void session(long newSession) {
    session = newSession;
  }

  /** Small tables. */
  public static EngineConfig smallConfig() {
    return new EngineConfig(
        0x1122,
        0x3344,
        1_000,
        100,
        10_000,
        1_000,
        20_000,
        64,
        128,
        1_024,
        10_000,
        100,
        60_000_000,
        3_600_000_000L,
        24 * 3_600_000_000L,
        16,
        256,
        16,
        4_096,
        EngineConfig.DEFAULT_CHANNELS);
  }

  public UnsafeBuffer register(String client) {
    return copy(
        new RegisterEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .requestId(1)
            .session(0)
            .referenceTime(0)
            .clientName(client));
  }

  public UnsafeBuffer defineSku(String code, String name) {
    return copy(
        new DefineSkuEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .requestId(++requestId)
            .session(session)
            .referenceTime(0)
            .code(code)
            .name(name));
  }

  public UnsafeBuffer defineLocation(String code) {
    return copy(
        new DefineLocationEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .requestId(++requestId)
            .session(session)
            .referenceTime(0)
            .channels(0)
            .latitude(0)
            .longitude(0)
            .code(code)
            .name("")
            .region(""));
  }

  /** As many lines for the same pair as asked. */
  public UnsafeBuffer receive(int sku, int location, int quantity, int lines) {
    ReceiveEncoder receive =
        new ReceiveEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .requestId(++requestId)
            .session(session)
            .referenceTime(0)
            .occurredAt(0)
            .deviceSequence(0)
            .channel((short) 255);
    ReceiveEncoder.LinesEncoder line = receive.linesCount(lines);
    for (int i = 0; i < lines; i++) {
      line.next().sku(sku).location(location).quantity(quantity);
    }
    receive.codesCount(0);
    return copy(receive.reference("").reason("").device(""));
  }

  /**
   * A sale with a policy that there is none of: no client gets it in, and the engine fails on it.
   */
  public UnsafeBuffer saleThatFails() {
    SellEncoder sell =
        new SellEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .requestId(++requestId)
            .session(session)
            .referenceTime(0)
            .occurredAt(0)
            .deviceSequence(0)
            .channel((short) EC)
            .policy(SellPolicy.RECORD);
    sell.linesCount(1).next().sku(0).location(0).quantity(1);
    sell.codesCount(0);
    UnsafeBuffer message = copy(sell.reference("sale-1").redeems("").device(""));
    message.putByte(
        MessageHeaderEncoder.ENCODED_LENGTH + SellEncoder.policyEncodingOffset(), (byte) 77);
    return message;
  }

  public UnsafeBuffer reserve(String id, int sku, int location, int quantity, long holdMicros) {
    return reserveEach(id, sku, 1, location, quantity, holdMicros);
  }

  /** One line for each SKU from the first on. */
  public UnsafeBuffer reserveEach(
      String id, int firstSku, int skus, int location, int quantity, long holdMicros) {
    ReserveEncoder reserve =
        new ReserveEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .requestId(++requestId)
            .session(session)
            .referenceTime(0)
            .hold(holdMicros)
            .deadline(0)
            .channel((short) EC);
    reserve.flags().clear();
    ReserveEncoder.LinesEncoder line = reserve.linesCount(skus);
    for (int i = 0; i < skus; i++) {
      line.next().sku(firstSku + i).location(location).quantity(quantity);
    }
    reserve.codesCount(0);
    reserve.choicesCount(0);
    return copy(reserve.reservationId(id).supersedes(""));
  }

  public UnsafeBuffer release(String id) {
    ReleaseEncoder release =
        new ReleaseEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .requestId(++requestId)
            .session(session)
            .referenceTime(0);
    release.linesCount(0);
    release.codesCount(0);
    return copy(release.reservationId(id));
  }

  public UnsafeBuffer reservationQuery(String id) {
    return copy(
        new ReservationQueryEncoder()
            .wrapAndApplyHeader(scratch, 0, header)
            .correlationId(++requestId)
            .reservationId(id));
  }

  private UnsafeBuffer copy(MessageEncoderFlyweight encoder) {
    byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
    scratch.getBytes(0, bytes);
    return new UnsafeBuffer(bytes);
  }
}
