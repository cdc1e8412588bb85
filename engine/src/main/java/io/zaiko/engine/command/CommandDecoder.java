package io.zaiko.engine.command;

import io.zaiko.engine.core.Bucket;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Lines;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CountDecoder;
import io.zaiko.protocol.sbe.DefineLocationDecoder;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.ExtendDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ReserveDecoder;
import io.zaiko.protocol.sbe.ReturnDecoder;
import io.zaiko.protocol.sbe.SellDecoder;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.protocol.sbe.SetSafetyDecoder;
import io.zaiko.protocol.sbe.ShortDecoder;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;

/**
 * The one switch from message to domain call. Every message has passed {@link
 * io.zaiko.protocol.CommandSyntax}, so its structure and ranges are taken for granted. Engine
 * thread only; allocates nothing.
 */
final class CommandDecoder {
  private final InventoryEngine engine;
  private final RefResolver refs;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MessageLines messageLines = new MessageLines();
  private final MessageTexts texts = new MessageTexts();
  private final Lines lines = new Lines();
  private final TextRef first = new TextRef();
  private final TextRef second = new TextRef();
  private final TextRef third = new TextRef();
  private final DefineLocationDecoder defineLocation = new DefineLocationDecoder();
  private final SetSafetyDecoder setSafety = new SetSafetyDecoder();
  private final SellDecoder sell = new SellDecoder();
  private final ReturnDecoder goodsBack = new ReturnDecoder();
  private final CountDecoder count = new CountDecoder();
  private final ReserveDecoder reserve = new ReserveDecoder();
  private final ShortDecoder shorten = new ShortDecoder();
  private final ExtendDecoder extend = new ExtendDecoder();
  private final Bucket[] buckets = Bucket.values();

  CommandDecoder(InventoryEngine engine) {
    this.engine = engine;
    refs = new RefResolver(engine.catalog());
  }

  /** Runs a command that needs a session, and returns the engine's outcome. */
  Outcome execute(MessageShape shape, DirectBuffer buffer, int offset) {
    return switch (shape) {
      case DEFINE_SKU -> defineSku(buffer, offset);
      case DEFINE_LOCATION -> defineLocation(buffer, offset);
      case SET_SAFETY -> setSafety(buffer, offset);
      case RECEIVE -> engine.receive(lines(buffer, offset));
      case SELL -> sell(buffer, offset);
      case RETURN -> goodsBack(buffer, offset);
      case ADJUST -> engine.adjust(lines(buffer, offset));
      case COUNT -> count(buffer, offset);
      case RESERVE -> reserve(buffer, offset);
      case COMMIT -> engine.commit(id(buffer, offset));
      case STAGE -> engine.stage(id(buffer, offset));
      case UNSTAGE -> engine.unstage(id(buffer, offset));
      case FULFIL -> engine.fulfil(idAfterLines(buffer, offset), lines);
      case SHORT -> shorten(buffer, offset);
      case RELEASE -> engine.release(idAfterLines(buffer, offset), lines);
      case EXTEND -> extend(buffer, offset);
      default -> throw new IllegalStateException(shape + " is not a command with a session");
    };
  }

  /** The name in a REGISTER. */
  TextRef clientName(DirectBuffer buffer, int offset) {
    return id(buffer, offset);
  }

  private Outcome defineSku(DirectBuffer buffer, int offset) {
    texts.at(buffer, blockEnd(buffer, offset));
    return engine.defineSku(texts.next(first), texts.next(second));
  }

  private Outcome defineLocation(DirectBuffer buffer, int offset) {
    defineLocation.wrapAndApplyHeader(buffer, offset, header);
    texts.at(buffer, blockEnd(buffer, offset));
    return engine.defineLocation(
        texts.next(first),
        defineLocation.locationTypeRaw(),
        defineLocation.channels(),
        defineLocation.latitude(),
        defineLocation.longitude(),
        texts.next(second),
        texts.next(third));
  }

  private Outcome setSafety(DirectBuffer buffer, int offset) {
    setSafety.wrapAndApplyHeader(buffer, offset, header);
    messageLines.wrapCodes(buffer, offset);
    int location = refs.location(setSafety.location(), messageLines, buffer);
    int quantity = (int) setSafety.quantity();
    if (setSafety.forSkuRaw() == YesNo.NO.value()) {
      return engine.setDefaultSafety(location, setSafety.channel(), quantity);
    }
    int sku = refs.sku(setSafety.sku(), messageLines, buffer);
    return engine.setSafety(sku, location, setSafety.channel(), quantity);
  }

  private Outcome sell(DirectBuffer buffer, int offset) {
    sell.wrapAndApplyHeader(buffer, offset, header);
    boolean enforce = sell.policyRaw() == SellPolicy.ENFORCE.value();
    return engine.sell(lines(buffer, offset), enforce);
  }

  private Outcome goodsBack(DirectBuffer buffer, int offset) {
    goodsBack.wrapAndApplyHeader(buffer, offset, header);
    Bucket bucket =
        switch (Disposition.get(goodsBack.dispositionRaw())) {
          case RESELLABLE -> Bucket.SELLABLE;
          case DAMAGED -> Bucket.DAMAGED;
          default -> Bucket.QUALITY_CONTROL;
        };
    TextRef reservationId = idAfterLines(buffer, offset);
    return engine.goodsBack(lines, bucket, reservationId);
  }

  private Outcome count(DirectBuffer buffer, int offset) {
    count.wrapAndApplyHeader(buffer, offset, header);
    return engine.count(lines(buffer, offset), buckets[count.bucketRaw()], count.cut());
  }

  private Outcome reserve(DirectBuffer buffer, int offset) {
    reserve.wrapAndApplyHeader(buffer, offset, header);
    boolean partial = reserve.flags().partial();
    boolean paid = reserve.flags().paid();
    TextRef id = idAfterLines(buffer, offset);
    return engine.reserve(id, reserve.channel(), partial, paid, reserve.hold(), lines);
  }

  private Outcome shorten(DirectBuffer buffer, int offset) {
    shorten.wrapAndApplyHeader(buffer, offset, header);
    boolean keepSellable = shorten.flags().keepSellable();
    return engine.shorten(idAfterLines(buffer, offset), lines, keepSellable);
  }

  private Outcome extend(DirectBuffer buffer, int offset) {
    extend.wrapAndApplyHeader(buffer, offset, header);
    return engine.extend(id(buffer, offset), extend.hold());
  }

  private Lines lines(DirectBuffer buffer, int offset) {
    return refs.lines(messageLines.wrap(buffer, offset), buffer, lines);
  }

  /** Reads the lines into {@link #lines}, then the text that follows them. */
  private TextRef idAfterLines(DirectBuffer buffer, int offset) {
    lines(buffer, offset);
    return texts.at(buffer, messageLines.limit()).next(first);
  }

  private TextRef id(DirectBuffer buffer, int offset) {
    return texts.at(buffer, blockEnd(buffer, offset)).next(first);
  }

  private int blockEnd(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    return offset + Protocol.MESSAGE_HEADER_LENGTH + header.blockLength();
  }
}
