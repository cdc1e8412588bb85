package io.zaiko.simulator.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockFilter;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer.At;
import io.zaiko.simulator.reference.Answer.OpenLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that may be asked (rules 28 to 31); nothing changes by it. */
public final class Questions {
  private final Limits limits;
  private final Catalog catalog;
  private final Stock stock;
  private final Counts counts;
  private final Reservations reservations;
  private final Devices devices;
  private final Endangerment endangerment;
  private final Nearby nearby;

  Questions(
      Limits limits,
      Catalog catalog,
      Stock stock,
      Counts counts,
      Reservations reservations,
      Devices devices,
      Endangerment endangerment) {
    this.limits = limits;
    this.catalog = catalog;
    this.stock = stock;
    this.counts = counts;
    this.reservations = reservations;
    this.devices = devices;
    this.endangerment = endangerment;
    nearby = new Nearby(catalog, stock);
  }

  /** One SKU at one location. */
  public Answer.Stock stock(Ref sku, Ref location, int channel) {
    Optional<ResultCode> unknown = unknown(sku, location);
    return unknown.isPresent()
        ? Answer.Stock.unknown(unknown.get())
        : stock(catalog.pair(sku, location).orElseThrow(), channel);
  }

  private Optional<ResultCode> unknown(Ref sku, Ref location) {
    if (catalog.sku(sku).isEmpty()) {
      return Optional.of(ResultCode.UNKNOWN_SKU);
    }
    return catalog.location(location).isEmpty()
        ? Optional.of(ResultCode.UNKNOWN_LOCATION)
        : Optional.empty();
  }

  private Answer.Stock stock(Pair pair, int channel) {
    StockRecord record = stock.record(pair);
    return new Answer.Stock(
        ResultCode.OK,
        record.units(Place.SELLABLE),
        record.reserved(),
        record.units(Place.DAMAGED),
        record.units(Place.QUALITY_CONTROL),
        record.units(Place.BLOCKED),
        record.units(Place.IN_TRANSIT),
        channel == Protocol.NO_CHANNEL ? Answer.Promise.NONE : promise(pair, channel));
  }

  private Answer.Promise promise(Pair pair, int channel) {
    StockRecord record = stock.record(pair);
    return new Answer.Promise(
        stock.ats(pair, channel),
        stock.safety(pair, channel),
        record.quota.getOrDefault(channel, (long) Protocol.NO_QUOTA),
        record.quota.containsKey(channel) ? record.reservedBy(channel) : 0,
        stock.band(pair, channel),
        catalog.isSuspended(pair.location()),
        !catalog.serves(pair.location(), channel),
        record.safety.containsKey(channel));
  }

  /** One SKU at every location with a record of it, or at those of a region ("" = all). */
  public Answer.Everywhere everywhere(Ref sku, int channel, String region) {
    Optional<Integer> found = catalog.sku(sku);
    if (found.isEmpty()) {
      return new Answer.Everywhere(ResultCode.UNKNOWN_SKU, 0, List.of());
    }
    List<At> locations = new ArrayList<>();
    long networkAts = 0;
    for (int at = 0; at < catalog.locationCount(); at++) {
      Pair pair = new Pair(found.get(), at);
      boolean asked = region.isEmpty() || catalog.isIn(at, region);
      if (stock.has(pair) && catalog.isLocation(at) && asked) {
        locations.add(new At(at, stock(pair, channel)));
        networkAts += stock.promisable(pair, channel);
      }
    }
    return new Answer.Everywhere(ResultCode.OK, networkAts, locations);
  }

  /** The nearest locations where one SKU is to be had, nearest first. */
  public List<Answer.Near> nearest(int sku, int channel, Answer.NearQuestion question) {
    return nearby.find(sku, channel, question);
  }

  /** Several lines, each against the ATS of its own pair. */
  public Answer.Basket basket(List<Action.Line> lines, int channel) {
    Map<Pair, Long> asked = new HashMap<>();
    for (Action.Line line : lines) {
      catalog
          .pair(line.sku(), line.location())
          .ifPresent(pair -> asked.merge(pair, line.quantity(), Long::sum));
    }
    boolean available = true;
    List<Answer.BasketLine> answers = new ArrayList<>();
    for (Action.Line line : lines) {
      Optional<Pair> pair = catalog.pair(line.sku(), line.location());
      long ats = pair.isPresent() ? stock.promisable(pair.get(), channel) : 0;
      available &= pair.isPresent() && asked.get(pair.get()) <= ats;
      answers.add(
          new Answer.BasketLine(ats, unknown(line.sku(), line.location()).orElse(ResultCode.OK)));
    }
    return new Answer.Basket(available, answers);
  }

  /** The pairs of a location that a list shows, by SKU; those without a record are not shown. */
  public List<Integer> list(int location, int channel, StockFilter filter) {
    List<Integer> skus = new ArrayList<>();
    for (int sku = 0; sku < catalog.skuCount(); sku++) {
      Pair pair = new Pair(sku, location);
      if (catalog.isSku(sku) && stock.has(pair) && isShown(pair, channel, filter)) {
        skus.add(sku);
      }
    }
    return skus;
  }

  private boolean isShown(Pair pair, int channel, StockFilter filter) {
    return switch (filter) {
      case ALL -> true;
      case OVERSOLD -> stock.record(pair).atf() < 0;
      case LOW ->
          catalog.serves(pair.location(), channel) && stock.band(pair, channel) != Band.GOOD;
      case NULL_VAL -> throw new IllegalArgumentException("no filter");
    };
  }

  /** A reservation by its id. */
  public Answer.Reservation reservation(String id) {
    Optional<Reservation> found = reservations.find(id);
    if (found.isEmpty()) {
      return new Answer.Reservation(
          ResultCode.UNKNOWN_RESERVATION,
          ReservationState.NULL_VAL,
          Protocol.NO_CHANNEL,
          0,
          0,
          false,
          false,
          Answer.NONE,
          List.of(),
          List.of());
    }
    Reservation reservation = found.get();
    boolean order = reservation.isOrder();
    return new Answer.Reservation(
        ResultCode.OK,
        reservation.state,
        reservation.channel,
        reservation.state == ReservationState.HELD ? reservation.expiresAt : 0,
        order ? reservation.deadline : 0,
        reservation.expireAtDeadline,
        order && reservation.overdue,
        reservation.transfer.map(transfer -> transfer.destination).orElse(Answer.NONE),
        lines(reservation),
        moved(reservation));
  }

  private static List<Answer.ReservationLine> lines(Reservation reservation) {
    List<Answer.ReservationLine> lines = new ArrayList<>();
    reservation.lines.forEach(
        (pair, line) ->
            lines.add(
                new Answer.ReservationLine(
                    pair.sku(),
                    pair.location(),
                    line.requested,
                    line.open,
                    line.fulfilled,
                    line.released,
                    line.expired,
                    line.shorted)));
    return lines;
  }

  private static List<Answer.Moved> moved(Reservation reservation) {
    List<Answer.Moved> all = new ArrayList<>();
    reservation.transfer.ifPresent(
        transfer ->
            transfer.moved.forEach(
                (sku, moved) ->
                    all.add(
                        new Answer.Moved(
                            sku, moved.dispatched, moved.received, moved.lost, moved.found))));
    return all;
  }

  /** What is to be picked and picked up at a location, by id and line. */
  public List<OpenLine> openReservations(int location) {
    List<OpenLine> open = new ArrayList<>();
    Comparator<String> byBytes =
        Comparator.comparing(id -> id.getBytes(UTF_8), Arrays::compareUnsigned);
    for (String id : ids().stream().sorted(byBytes).toList()) {
      Reservation reservation = reservations.find(id).orElseThrow();
      reservation.lines.forEach(
          (pair, line) -> {
            if (pair.location() == location && line.open > 0) {
              open.add(openLine(reservation, pair.sku(), line.open));
            }
          });
    }
    return open;
  }

  private OpenLine openLine(Reservation reservation, int sku, long open) {
    Answer.Reservation shown = reservation(reservation.id);
    return new OpenLine(
        reservation.id,
        reservation.state,
        reservation.channel,
        sku,
        open,
        reservation.isOrder() ? shown.deadline() : shown.expiresAt(),
        shown.overdue(),
        shown.destination());
  }

  /** Who an oversell endangers. */
  public Answer.EndangeredAt endangered(Ref sku, Ref location) {
    Optional<ResultCode> unknown = unknown(sku, location);
    if (unknown.isPresent()) {
      return new Answer.EndangeredAt(unknown.get(), 0, List.of());
    }
    Pair pair = catalog.pair(sku, location).orElseThrow();
    long oversold = Math.max(0, -stock.record(pair).atf());
    return new Answer.EndangeredAt(ResultCode.OK, oversold, endangerment.at(pair));
  }

  /** What is known of a device. */
  public Answer.Device device(String device) {
    return new Answer.Device(
        devices.highest(device), devices.lowest(device), devices.missing(device));
  }

  /** Ids of the reservations kept, in no particular order. */
  public List<String> ids() {
    return reservations.all().stream().map(reservation -> reservation.id).toList();
  }

  /** Codes of the SKUs by handle; "" = deleted. So with the locations. */
  public List<String> skus() {
    List<String> codes = new ArrayList<>();
    for (int handle = 0; handle < catalog.skuCount(); handle++) {
      codes.add(catalog.isSku(handle) ? catalog.skuCode(handle) : "");
    }
    return codes;
  }

  public List<String> locations() {
    List<String> codes = new ArrayList<>();
    for (int handle = 0; handle < catalog.locationCount(); handle++) {
      codes.add(catalog.isLocation(handle) ? catalog.locationCode(handle) : "");
    }
    return codes;
  }

  /** Locations that take no new promises. */
  public List<Integer> suspended() {
    List<Integer> suspended = new ArrayList<>();
    for (int at = 0; at < catalog.locationCount(); at++) {
      if (catalog.isLocation(at) && catalog.isSuspended(at)) {
        suspended.add(at);
      }
    }
    return suspended;
  }

  /** Numbers of the open cuts, by location. */
  public Map<Integer, Long> cuts() {
    return counts.cuts();
  }

  /** When something of a reservation is due next; Long.MAX_VALUE if nothing ever is. */
  public long nextDue() {
    return reservations.all().stream().mapToLong(Reservation::due).min().orElse(Long.MAX_VALUE);
  }

  /** Channels that the configuration has. */
  public int channelCount() {
    return limits.channels().size();
  }
}
