package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer.LineReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What is done with the lines of requests: existence, sums, and lists for replies. */
final class Lines {
  private final Catalog catalog;

  Lines(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Some lines of a command, each with a code and a quantity. */
  static <L> List<LineReply> listed(
      List<L> lines, ResultCode code, Predicate<L> which, ToLongFunction<L> quantity) {
    List<LineReply> listed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (which.test(lines.get(i))) {
        listed.add(new LineReply(i, code, quantity.applyAsLong(lines.get(i))));
      }
    }
    return listed;
  }

  /** A refusal that lists some lines, if there are such lines. */
  static <L> Optional<Outcome> refusal(
      List<L> lines, ResultCode code, Predicate<L> which, ToLongFunction<L> quantity) {
    List<LineReply> listed = listed(lines, code, which, quantity);
    return listed.isEmpty() ? Optional.empty() : Optional.of(Outcome.refused(code, listed));
  }

  /** One unknown SKU anywhere goes before unknown locations. */
  Optional<Outcome> unknownCodes(List<Line> lines) {
    return refusal(
            lines,
            ResultCode.UNKNOWN_SKU,
            line -> catalog.sku(line.sku()).isEmpty(),
            Line::quantity)
        .or(
            () ->
                refusal(
                    lines,
                    ResultCode.UNKNOWN_LOCATION,
                    line -> isUnknownLocation(line.location()),
                    Line::quantity));
  }

  private boolean isUnknownLocation(Ref location) {
    if (location instanceof Ref.AnyOf anyOf) {
      return anyOf.locations().stream().anyMatch(this::isUnknownLocation);
    }
    return !(location instanceof Ref.Region) && catalog.location(location).isEmpty();
  }

  /** The pair of a line that was found to be known. */
  Pair pair(Line line) {
    return catalog.pair(line.sku(), line.location()).orElseThrow();
  }

  /** Units by pair, in the order in which the pairs are first named (rule 12). */
  Map<Pair, Long> summed(List<Line> lines) {
    Map<Pair, Long> sums = new LinkedHashMap<>();
    lines.forEach(line -> sums.merge(pair(line), line.quantity(), Long::sum));
    return sums;
  }
}
