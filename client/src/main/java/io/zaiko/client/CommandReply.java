package io.zaiko.client;

import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;

/** The answer to a command as it came, with handles where the caller gets codes. */
final class CommandReply {
  private static final int[] NOWHERE = {};

  /** The answer without the codes. */
  private final CommandAnswer plain;

  /** Handle of the location of each of its lines, or below zero. */
  private final int[] places;

  /** What it names of the endangered reservations. */
  private final List<Named> endangered;

  private CommandReply(CommandAnswer plain, int[] places, List<Named> endangered) {
    this.plain = plain;
    this.places = places;
    this.endangered = endangered;
  }

  /** An endangered reservation in handles. */
  private record Named(int sku, int location, Endangered reservation) {}

  /** Reads a reply that was wrapped just now. */
  static CommandReply read(CommandReplyDecoder reply) {
    CommandReplyDecoder.LinesDecoder group = reply.lines();
    int count = group.count();
    List<LineAnswer> lines = count == 0 ? List.of() : new ArrayList<>(count);
    int[] places = count == 0 ? NOWHERE : new int[count];
    for (int i = 0; i < count; i++) {
      group.next();
      lines.add(new LineAnswer(group.line(), group.code(), group.quantity()));
      places[i] = group.code() == ResultCode.PLACED ? group.location() : CodeBook.UNKNOWN;
    }
    List<Named> endangered = endangered(reply.firstEndangered());
    CommandAnswer plain =
        new CommandAnswer(
            reply.code(),
            reply.session(),
            reply.requestId(),
            reply.sequence(),
            reply.time(),
            reply.durability(),
            reply.flags().repeated(),
            reply.oversellsOpened(),
            reply.endangered(),
            List.of(),
            reply.deviceGaps(),
            lines);
    return new CommandReply(plain, places, endangered);
  }

  private static List<Named> endangered(CommandReplyDecoder.FirstEndangeredDecoder group) {
    int count = group.count();
    if (count == 0) {
      return List.of();
    }
    List<Named> endangered = new ArrayList<>(count);
    while (group.hasNext()) {
      group.next();
      int sku = group.sku();
      int location = group.location();
      int units = group.units();
      endangered.add(
          new Named(
              sku, location, new Endangered(group.reservationId(), "", "", units, group.state())));
    }
    return endangered;
  }

  /** The answer without the codes. */
  CommandAnswer plain() {
    return plain;
  }

  /** Says which codes the caller is to get. */
  Descriptions describe(ServerLink link) {
    Descriptions codes = new Descriptions(link);
    for (int place : places) {
      if (place >= 0) {
        codes.needLocation(place);
      }
    }
    for (Named named : endangered) {
      codes.needSku(named.sku);
      codes.needLocation(named.location);
    }
    return codes;
  }

  /** The answer with the codes, those that are not known left empty. */
  CommandAnswer answer(Descriptions codes) {
    if (places.length == 0 && endangered.isEmpty()) {
      return plain;
    }
    List<LineAnswer> lines = new ArrayList<>(places.length);
    for (int i = 0; i < places.length; i++) {
      LineAnswer line = plain.lines().get(i);
      lines.add(
          places[i] < 0
              ? line
              : new LineAnswer(
                  line.line(), line.code(), line.quantity(), codes.locationIfKnown(places[i])));
    }
    List<Endangered> first = new ArrayList<>(endangered.size());
    for (Named named : endangered) {
      first.add(
          new Endangered(
              named.reservation.reservationId(),
              codes.skuIfKnown(named.sku),
              codes.locationIfKnown(named.location),
              named.reservation.units(),
              named.reservation.state()));
    }
    return new CommandAnswer(
        plain.code(),
        plain.session(),
        plain.requestId(),
        plain.sequence(),
        plain.timeMicros(),
        plain.durability(),
        plain.repeated(),
        plain.oversellsOpened(),
        plain.endangered(),
        first,
        plain.deviceGaps(),
        lines);
  }
}
