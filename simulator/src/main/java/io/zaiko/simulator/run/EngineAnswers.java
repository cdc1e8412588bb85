package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockFilter;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What readers of the real engine see, brought into the reference's words. */
public final class EngineAnswers {
  private static final int MOST_NEAR = 100;
  private static final int NO_REGION = -2;

  private final AvailabilityReader reader;
  private final NearestSearch nearest;
  private final UnsafeBuffer code = new UnsafeBuffer(new byte[Protocol.MAX_CODE_LENGTH]);

  public EngineAnswers(CommandDispatcher dispatcher) {
    reader = dispatcher.newReader();
    nearest = dispatcher.engine().newNearestSearch(reader, MOST_NEAR);
  }

  private static DirectBuffer bytes(String text) {
    return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Handle of a code; below zero = unknown. */
  public int skuHandle(String text) {
    DirectBuffer bytes = bytes(text);
    return reader.skuHandle(bytes, 0, bytes.capacity());
  }

  /** Handle of a code; below zero = unknown. */
  public int locationHandle(String text) {
    DirectBuffer bytes = bytes(text);
    return reader.locationHandle(bytes, 0, bytes.capacity());
  }

  /** Code of a handle; "" = no such handle was given. */
  public String skuCode(int handle) {
    int length = reader.copySkuCode(handle, code, 0);
    return code.getStringWithoutLengthUtf8(0, length);
  }

  /** Code of a handle; "" = no such handle was given. */
  public String locationCode(int handle) {
    int length = reader.copyLocationCode(handle, code, 0);
    return code.getStringWithoutLengthUtf8(0, length);
  }

  /** A handle that may be asked for; below zero = unknown. */
  private int sku(Ref ref) {
    int handle = handle(ref, this::skuHandle, reader.skuCount());
    return handle >= 0 && reader.isSku(handle) ? handle : -1;
  }

  private int location(Ref ref) {
    int handle = handle(ref, this::locationHandle, reader.locationCount());
    return handle >= 0 && reader.isLocation(handle) ? handle : -1;
  }

  private static int handle(Ref ref, ToIntFunction<String> find, int count) {
    if (ref instanceof Ref.Code named) {
      return find.applyAsInt(named.text());
    }
    int number = ((Ref.Handle) ref).number();
    return number < count ? number : -1;
  }

  /** One SKU at one location. */
  public Answer.Stock stock(Ref skuRef, Ref locationRef, int channel) {
    int sku = sku(skuRef);
    int location = location(locationRef);
    if (sku < 0) {
      return Answer.Stock.unknown(ResultCode.UNKNOWN_SKU);
    }
    if (location < 0) {
      return Answer.Stock.unknown(ResultCode.UNKNOWN_LOCATION);
    }
    reader.read(sku, location, channel);
    Difference.unlessEqual(location, reader.location(), () -> "location that was read");
    return lastRead(sku, channel);
  }

  private Answer.Stock lastRead(int sku, int channel) {
    return new Answer.Stock(
        ResultCode.OK,
        reader.sellable(),
        reader.reserved(),
        reader.damaged(),
        reader.qualityControl(),
        reader.blocked(),
        reader.inTransit(),
        channel == Protocol.NO_CHANNEL ? Answer.Promise.NONE : promise(sku, channel));
  }

  private Answer.Promise promise(int sku, int channel) {
    return new Answer.Promise(
        reader.ats(),
        reader.safety(),
        reader.quota(),
        reader.quotaUsed(),
        Band.get((short) reader.band(sku, channel)),
        reader.isSuspended(),
        !reader.servesChannel(),
        reader.hasOwnSafety());
  }

  /** One SKU at every location with a record of it. */
  public Answer.Everywhere everywhere(Ref skuRef, int channel) {
    return everywhere(skuRef, channel, "");
  }

  /** One SKU at every location of a region with a record of it; "" = of all regions. */
  public Answer.Everywhere everywhere(Ref skuRef, int channel, String region) {
    int onlyIn = region(region);
    int sku = sku(skuRef);
    if (sku < 0) {
      return new Answer.Everywhere(ResultCode.UNKNOWN_SKU, 0, List.of());
    }
    List<Answer.At> locations = new ArrayList<>();
    long networkAts = 0;
    for (int n = 0; n < reader.placeCount(sku); n++) {
      boolean found = reader.readAt(sku, n, channel) && reader.isLocation(reader.location());
      if (found && (region.isEmpty() || reader.regionOfLocation() == onlyIn)) {
        networkAts += promisable(channel);
        locations.add(new Answer.At(reader.location(), lastRead(sku, channel)));
      }
    }
    locations.sort(Comparator.comparingInt(Answer.At::location));
    return new Answer.Everywhere(ResultCode.OK, networkAts, locations);
  }

  /** A region that may be asked for; one that no location has, if nobody ever named it. */
  private int region(String name) {
    DirectBuffer bytes = bytes(name);
    int found = name.isEmpty() ? Catalog.UNKNOWN : reader.region(bytes, 0, bytes.capacity());
    return found == Catalog.UNKNOWN ? NO_REGION : found;
  }

  /** The SKUs that a list of a location shows, by handle. */
  List<Integer> list(int location, int channel, StockFilter filter) {
    List<Integer> skus = new ArrayList<>();
    for (int sku = 0; sku < reader.skuCount(); sku++) {
      for (int n = 0; reader.isSku(sku) && n < reader.placeCount(sku); n++) {
        boolean here = reader.readAt(sku, n, channel) && reader.location() == location;
        if (here && isShown(sku, channel, filter)) {
          skus.add(sku);
        }
      }
    }
    return skus;
  }

  private boolean isShown(int sku, int channel, StockFilter filter) {
    return switch (filter) {
      case ALL -> true;
      case OVERSOLD -> reader.atf() < 0;
      case LOW ->
          reader.servesChannel() && Band.get((short) reader.band(sku, channel)) != Band.GOOD;
      case NULL_VAL -> throw new IllegalArgumentException("no filter");
    };
  }

  /** The nearest locations where one SKU is to be had, nearest first. */
  public List<Answer.Near> nearest(int sku, int channel, Answer.NearQuestion question) {
    int count =
        nearest.search(
            sku,
            channel,
            question.latitude(),
            question.longitude(),
            question.withinMetres(),
            question.least(),
            question.limit());
    List<Answer.Near> found = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      found.add(new Answer.Near(nearest.location(n), nearest.distanceMetres(n)));
    }
    return found;
  }

  private long promisable(int channel) {
    return channel == Protocol.NO_CHANNEL ? Math.max(0, reader.atf()) : reader.ats();
  }

  /** What each line of a basket can have. */
  public List<Answer.BasketLine> basketLines(List<Action.Line> lines, int channel) {
    List<Answer.BasketLine> answers = new ArrayList<>();
    for (Action.Line line : lines) {
      int sku = sku(line.sku());
      int location = location(line.location());
      if (sku < 0 || location < 0) {
        ResultCode unknown = sku < 0 ? ResultCode.UNKNOWN_SKU : ResultCode.UNKNOWN_LOCATION;
        answers.add(new Answer.BasketLine(0, unknown));
      } else {
        reader.read(sku, location, channel);
        answers.add(new Answer.BasketLine(promisable(channel), ResultCode.OK));
      }
    }
    return answers;
  }

  /** Reserved units of a pair of handles, whatever became of their codes. */
  long reserved(int sku, int location) {
    reader.read(sku, location, Protocol.NO_CHANNEL);
    return reader.reserved();
  }

  /** How many handles were given. */
  int skuCount() {
    return reader.skuCount();
  }

  int locationCount() {
    return reader.locationCount();
  }

  /** Sequence and time that readers are shown. */
  List<Long> position() {
    reader.readPosition();
    return List.of(reader.sequence(), reader.timeMicros());
  }
}
