package io.zaiko.simulator.generate;

import io.zaiko.protocol.Protocol;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The codes, lines and quantities of a world, aimed so that they often hit something. */
public final class Universe {
  /** The regions that commands and questions name, "" = none; no location belongs to the last. */
  public static final List<String> REGIONS = List.of("", "kanto", "関西", "nowhere-near");

  private final Dice dice;
  private final Profile profile;
  private final Questions state;

  Universe(Dice dice, Profile profile, Questions state) {
    this.dice = dice;
    this.profile = profile;
    this.state = state;
  }

  boolean isEmpty() {
    return defined(state.skus()).isEmpty() || defined(state.locations()).isEmpty();
  }

  String anySkuCode() {
    return skuCode(dice.below(profile.skus()));
  }

  /** Codes of all lengths from 1 to 32 bytes, in several scripts. */
  private static String skuCode(int index) {
    return switch (index) {
      case 0 -> "s";
      case 1 -> "4901234567894";
      case 2 -> "品番-2";
      case 3 -> "S3-" + "x".repeat(29);
      default -> "SKU" + index;
    };
  }

  String anyLocationCode() {
    int index = dice.below(profile.locations());
    return index == 1 ? "渋谷" : "LOC-" + index;
  }

  /** A region, or none. */
  String region() {
    return dice.pick(REGIONS.subList(0, REGIONS.size() - 1));
  }

  /** A region that a line may name: sometimes one that no location belongs to. */
  String someRegion() {
    return dice.pick(REGIONS.subList(1, REGIONS.size()));
  }

  /** Coordinates in microdegrees: some places share theirs, few lie where the earth is odd. */
  int[] coordinates() {
    int choice = dice.below(20);
    if (choice < 6) {
      return new int[] {Protocol.NO_COORDINATE, Protocol.NO_COORDINATE};
    }
    if (choice < 12) {
      return new int[] {35_000_000 + 500_000 * dice.below(2), 139_000_000};
    }
    if (choice == 12) {
      int latitude = 90_000_000 * dice.between(-1, 2);
      return new int[] {latitude, 180_000_000 * dice.between(-1, 2)};
    }
    return new int[] {35_000_000 + dice.below(1_000_000), 139_000_000 + dice.below(1_000_000)};
  }

  int channel() {
    return dice.below(profile.limits().channels().size());
  }

  Ref skuRef() {
    return dice.chance(2) ? unknown("NO-SKU") : ref(state.skus(), anySkuCode());
  }

  Ref locationRef() {
    return dice.chance(2) ? unknown("NO-LOC") : ref(state.locations(), anyLocationCode());
  }

  private Ref unknown(String code) {
    return dice.chance(50)
        ? Ref.code(code)
        : Ref.handle(dice.chance(50) ? Integer.MAX_VALUE : dice.below(12));
  }

  /** Mostly something that is defined, sometimes just any. */
  private Ref ref(List<String> codes, String any) {
    List<Integer> defined = defined(codes);
    return defined.isEmpty() || dice.chance(3) ? Ref.code(any) : ref(codes, dice.pick(defined));
  }

  /** Handles of what is not deleted. */
  static List<Integer> defined(List<String> codes) {
    return IntStream.range(0, codes.size())
        .filter(handle -> !codes.get(handle).isEmpty())
        .boxed()
        .toList();
  }

  /** What a handle names, by its code or by the handle. */
  private Ref ref(List<String> codes, int handle) {
    return dice.chance(60) || codes.get(handle).isEmpty()
        ? Ref.handle(handle)
        : Ref.code(codes.get(handle));
  }

  Ref sku(int handle) {
    return ref(state.skus(), handle);
  }

  Ref location(int handle) {
    return ref(state.locations(), handle);
  }

  long quantity() {
    if (profile.huge() && dice.chance(40)) {
      return dice.chance(50)
          ? Protocol.MAX_QUANTITY - dice.below(12)
          : dice.between(1, Protocol.MAX_QUANTITY + 1);
    }
    return dice.between(1, dice.chance(90) ? 10 : 200);
  }

  /** Mostly a few, sometimes up to 256, pairs named twice among them. */
  List<Line> lines() {
    int choice = dice.below(400);
    if (profile.wide() && choice > 360) {
      return everyPair(false);
    }
    int count = choice == 0 ? dice.between(100, 257) : dice.between(1, choice < 60 ? 13 : 5);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean again = i > 0 && dice.chance(15);
      Line line = again ? dice.pick(lines) : new Line(skuRef(), locationRef(), 0);
      lines.add(new Line(line.sku(), line.location(), quantity()));
    }
    return lines;
  }

  /** The same at one location. */
  List<Line> linesAt(Ref location) {
    return lines().stream().map(line -> new Line(line.sku(), location, line.quantity())).toList();
  }

  /** One line for each pair that there is. */
  List<Line> everyPair(boolean single) {
    List<Line> lines = new ArrayList<>();
    for (int sku : defined(state.skus())) {
      for (int location : defined(state.locations())) {
        lines.add(new Line(sku(sku), location(location), single ? 1 : quantity()));
      }
    }
    return lines.isEmpty() ? List.of(new Line(skuRef(), locationRef(), 1)) : lines;
  }

  /** Some lines of a reservation, with about as many units as it has; perhaps none. */
  List<Line> linesOf(String id) {
    List<Line> lines = new ArrayList<>();
    for (Answer.ReservationLine line : state.reservation(id).lines()) {
      if (dice.chance(70)) {
        long units = Math.max(1, Math.max(line.open(), line.fulfilled()));
        long quantity = dice.chance(90) ? dice.between(1, units + 1) : units + 1;
        Ref sku = dice.chance(97) ? sku(line.sku()) : skuRef();
        Ref location = dice.chance(97) ? location(line.location()) : locationRef();
        lines.add(new Line(sku, location, Math.min(Protocol.MAX_QUANTITY, quantity)));
      }
    }
    return lines;
  }
}
