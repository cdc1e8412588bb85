package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.DefineLocationDecoder;
import io.zaiko.protocol.sbe.DeleteDecoder;
import io.zaiko.protocol.sbe.SetBandsDecoder;
import io.zaiko.protocol.sbe.SetQuotaDecoder;
import io.zaiko.protocol.sbe.SetSafetyDecoder;
import io.zaiko.protocol.sbe.SuspendDecoder;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;

/** From the messages that define and set something to domain calls; see {@link CommandDecoder}. */
final class SettingDecoder {
  private final InventoryEngine engine;
  private final MessageReading reading;
  private final TextRef first = new TextRef();
  private final TextRef second = new TextRef();
  private final TextRef third = new TextRef();
  private final DefineLocationDecoder defineLocation = new DefineLocationDecoder();
  private final SetSafetyDecoder setSafety = new SetSafetyDecoder();
  private final SetQuotaDecoder setQuota = new SetQuotaDecoder();
  private final SetBandsDecoder setBands = new SetBandsDecoder();
  private final DeleteDecoder delete = new DeleteDecoder();
  private final SuspendDecoder atLocation = new SuspendDecoder();

  SettingDecoder(InventoryEngine engine, MessageReading reading) {
    this.engine = engine;
    this.reading = reading;
  }

  Outcome execute(MessageShape shape, DirectBuffer buffer, int offset) {
    return switch (shape) {
      case DEFINE_SKU -> {
        reading.at(buffer, offset);
        yield engine.defineSku(reading.next(first), reading.next(second));
      }
      case DEFINE_LOCATION -> defineLocation(buffer, offset);
      case SUSPEND -> engine.suspend(location(buffer, offset));
      case REOPEN -> engine.reopen(location(buffer, offset));
      case COUNT_OPEN -> engine.openCount(location(buffer, offset));
      case COUNT_CLOSE -> engine.closeCount(location(buffer, offset));
      case DELETE -> delete(buffer, offset);
      case SET_SAFETY -> setSafety(buffer, offset);
      case SET_QUOTA -> setQuota(buffer, offset);
      case SET_BANDS -> setBands(buffer, offset);
      default -> throw new IllegalStateException(shape + " is not a command with a session");
    };
  }

  /** The one field of the messages that are about a location. */
  private int location(DirectBuffer buffer, int offset) {
    reading.at(buffer, offset);
    atLocation.wrap(
        buffer,
        offset + Protocol.MESSAGE_HEADER_LENGTH,
        reading.header().blockLength(),
        reading.header().version());
    return reading.atCodes(buffer, offset).location(atLocation.location());
  }

  private Outcome defineLocation(DirectBuffer buffer, int offset) {
    reading.at(buffer, offset);
    defineLocation.wrapAndApplyHeader(buffer, offset, reading.header());
    return engine.defineLocation(
        reading.next(first),
        defineLocation.locationTypeRaw(),
        defineLocation.channels(),
        defineLocation.latitude(),
        defineLocation.longitude(),
        reading.next(second),
        reading.next(third));
  }

  private Outcome delete(DirectBuffer buffer, int offset) {
    delete.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atCodes(buffer, offset);
    return delete.kindRaw() == CatalogKind.SKU.value()
        ? engine.deleteSku(reading.sku(delete.target()))
        : engine.deleteLocation(reading.location(delete.target()));
  }

  private Outcome setSafety(DirectBuffer buffer, int offset) {
    setSafety.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atCodes(buffer, offset);
    int location = reading.location(setSafety.location());
    int quantity = (int) setSafety.quantity();
    if (setSafety.forSkuRaw() == YesNo.NO.value()) {
      return engine.setDefaultSafety(location, setSafety.channel(), quantity);
    }
    return engine.setSafety(reading.sku(setSafety.sku()), location, setSafety.channel(), quantity);
  }

  private Outcome setQuota(DirectBuffer buffer, int offset) {
    setQuota.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atCodes(buffer, offset);
    return engine.setQuota(
        reading.sku(setQuota.sku()),
        reading.location(setQuota.location()),
        setQuota.channel(),
        (int) setQuota.quantity());
  }

  private Outcome setBands(DirectBuffer buffer, int offset) {
    setBands.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atCodes(buffer, offset);
    boolean forAll = setBands.forSkuRaw() == YesNo.NO.value();
    return engine.setBands(
        forAll,
        forAll ? 0 : reading.sku(setBands.sku()),
        setBands.channel(),
        (int) setBands.low(),
        (int) setBands.hysteresis());
  }
}
