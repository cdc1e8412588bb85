package io.zaiko.systemtests;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommitEncoder;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.FulfilEncoder;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An endless list of commands that follows from a seed: the n-th is always the same bytes, so that
 * it can be sent again after a crash and be recognised. The first ones define SKUs and locations,
 * the rest is a mix of reservations with PARTIAL, their ends, receipts and sales, some of them of
 * an unknown SKU. Codes go inline. One thread.
 */
final class CommandScript {
  static final int SKUS = 40;
  static final int LOCATIONS = 8;

  private static final int DEFINITIONS = SKUS + LOCATIONS;
  private static final short EC = 1;
  private static final int MAX_LINES = 3;

  private final long seed;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();

  CommandScript(long seed) {
    this.seed = seed;
  }

  /** Writes command number {@code requestId}, from 1, and returns its length. */
  int encode(long requestId, long session, UnsafeBuffer out) {
    if (requestId <= SKUS) {
      return defineSku(requestId, session, out);
    }
    if (requestId <= DEFINITIONS) {
      return defineLocation(requestId, session, out);
    }
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + requestId);
    int kind = requestId <= 2L * DEFINITIONS ? 9 : random.nextInt(10);
    return switch (kind) {
      case 0, 1, 2, 3 -> reserve(requestId, session, random, out);
      case 4 -> release(requestId, session, random, out);
      case 5 -> commit(requestId, session, random, out);
      case 6 -> fulfil(requestId, session, random, out);
      case 7, 8 -> sell(requestId, session, random, out);
      default -> receive(requestId, session, random, out);
    };
  }

  /** Id of the reservation that command number {@code requestId} makes, if it makes one. */
  String reservationId(long requestId) {
    return "r-" + seed + "-" + requestId;
  }

  private int defineSku(long requestId, long session, UnsafeBuffer out) {
    DefineSkuEncoder message = new DefineSkuEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message.referenceTime(0).code(sku((int) requestId - 1)).name("品番 " + requestId);
    return length(message.encodedLength());
  }

  private int defineLocation(long requestId, long session, UnsafeBuffer out) {
    DefineLocationEncoder message = new DefineLocationEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message
        .referenceTime(0)
        .locationType(LocationType.STORE)
        .channels(0)
        .latitude(Protocol.NO_COORDINATE)
        .longitude(Protocol.NO_COORDINATE)
        .code(location((int) requestId - SKUS - 1))
        .name("")
        .region("");
    return length(message.encodedLength());
  }

  private int reserve(long requestId, long session, SplittableRandom random, UnsafeBuffer out) {
    ReserveEncoder message = new ReserveEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message.referenceTime(0).hold(3_600_000_000L).deadline(0).channel(EC);
    message.flags().clear().partial(random.nextBoolean());
    int count = 1 + random.nextInt(MAX_LINES);
    ReserveEncoder.LinesEncoder lines = message.linesCount(count);
    for (int i = 0; i < count; i++) {
      lines.next().sku(codeRef(2 * i)).location(codeRef(2 * i + 1)).quantity(1 + random.nextInt(5));
    }
    ReserveEncoder.CodesEncoder codes = message.codesCount(2 * count);
    for (int i = 0; i < count; i++) {
      codes.next().code(sku(random.nextInt(SKUS)));
      codes.next().code(location(random.nextInt(LOCATIONS)));
    }
    message.choicesCount(0);
    message.reservationId(reservationId(requestId)).supersedes("");
    return length(message.encodedLength());
  }

  private int release(long requestId, long session, SplittableRandom random, UnsafeBuffer out) {
    ReleaseEncoder message = new ReleaseEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message.referenceTime(0).linesCount(0);
    message.codesCount(0);
    message.reservationId(earlierReservation(requestId, random));
    return length(message.encodedLength());
  }

  private int commit(long requestId, long session, SplittableRandom random, UnsafeBuffer out) {
    CommitEncoder message = new CommitEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message.referenceTime(0).deadline(0).onDeadline(OnDeadline.REPORT);
    message.reservationId(earlierReservation(requestId, random));
    return length(message.encodedLength());
  }

  private int fulfil(long requestId, long session, SplittableRandom random, UnsafeBuffer out) {
    FulfilEncoder message = new FulfilEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message.referenceTime(0).linesCount(0);
    message.codesCount(0);
    message.reservationId(earlierReservation(requestId, random));
    return length(message.encodedLength());
  }

  private int sell(long requestId, long session, SplittableRandom random, UnsafeBuffer out) {
    SellEncoder message = new SellEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message.referenceTime(0).occurredAt(0).deviceSequence(0).channel((short) 0);
    message.policy(random.nextInt(3) == 0 ? SellPolicy.ENFORCE : SellPolicy.RECORD);
    message.linesCount(1).next().sku(codeRef(0)).location(codeRef(1)).quantity(1);
    boolean unknown = random.nextInt(20) == 0;
    String sku = unknown ? "never-defined" : sku(random.nextInt(SKUS));
    message.codesCount(2).next().code(sku).next().code(location(random.nextInt(LOCATIONS)));
    message.reference("sale-" + requestId).redeems("").device("");
    return length(message.encodedLength());
  }

  private int receive(long requestId, long session, SplittableRandom random, UnsafeBuffer out) {
    ReceiveEncoder message = new ReceiveEncoder();
    message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
    message.referenceTime(0).occurredAt(0).deviceSequence(0).channel((short) Protocol.NO_CHANNEL);
    message.linesCount(1).next().sku(codeRef(0)).location(codeRef(1)).quantity(5);
    message
        .codesCount(2)
        .next()
        .code(sku(random.nextInt(SKUS)))
        .next()
        .code(location(random.nextInt(LOCATIONS)));
    message.reference("receipt-" + requestId).reason("").device("");
    return length(message.encodedLength());
  }

  /**
   * Any of the last few hundred commands; often not a reservation, or one that is closed: refusals
   * belong to the mix.
   */
  private String earlierReservation(long requestId, SplittableRandom random) {
    return reservationId(Math.max(1, requestId - 1 - random.nextInt(300)));
  }

  static String sku(int index) {
    return "sku-" + index;
  }

  static String location(int index) {
    return "店舗-" + index;
  }

  private static int codeRef(int index) {
    return Protocol.codeRef(index);
  }

  private static int length(int bodyLength) {
    return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
  }
}
