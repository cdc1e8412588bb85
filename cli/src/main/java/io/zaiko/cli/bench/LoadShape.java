package io.zaiko.cli.bench;

import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.Target;
import io.zaiko.cli.input.InputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a load consists of, as options, and the plans that follow from them. */
final class LoadShape {
  private static final List<String> DEFAULT_MIXES = List.of("reserve=1,release=1", "query=1");
  private static final List<Integer> DEFAULT_WINDOWS = List.of(1, 256);

  @Option(
      names = "--mix",
      paramLabel = "OPERATION=WEIGHT,...",
      description = {
        "Operations by weight: query, everywhere (a SKU at all locations), basket (20 SKUs at",
        "one), reserve, release, sell, receive; may be repeated",
        "(default: reserve=1,release=1 and query=1)."
      })
  private List<String> mixes = DEFAULT_MIXES;

  @Option(
      names = "--window",
      split = ",",
      paramLabel = "N",
      description = "Closed loops with so many requests in flight (default: 1,256 without --rate).")
  private List<Integer> windows;

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "N|FROM..TO*FACTOR",
      description = "Open loops of so many requests a second, one by one or a sweep.")
  private List<String> rates = List.of();

  @Option(
      names = "--durability",
      split = ",",
      paramLabel = "process|disk",
      defaultValue = "process",
      description = "What an OK survives, for servers started here (default: ${DEFAULT-VALUE}).")
  private List<String> durabilities;

  @Mixin private LoadScale scale;

  @Option(
      names = "--yardsticks",
      description = {
        "Measure a bare Netty echo and a plain-socket ping-pong too, with frames of the same",
        "size, in each closed loop."
      })
  private boolean yardsticks;

  int records() {
    return scale.records();
  }

  int connections() {
    return scale.connections();
  }

  /**
   * All runs of a round, those of one server side by side.
   *
   * @param started whether servers are started here; otherwise the given one has a durability
   * @throws InputException when the options do not make a load
   */
  List<RunPlan> plans(boolean started) {
    try {
      List<RunPlan> plans = new ArrayList<>();
      if (started) {
        durabilities.forEach(level -> addAll(plans, Target.ZAIKO, checked(level)));
      } else {
        addAll(plans, Target.ZAIKO, null);
      }
      if (yardsticks) {
        addClosed(plans, Target.NETTY_ECHO, null);
        addClosed(plans, Target.SOCKET_PING_PONG, null);
      }
      return plans;
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /**
   * A level of durability.
   *
   * @throws InputException when it is none
   */
  static String checked(String durability) {
    if (!durability.equals("process") && !durability.equals("disk")) {
      throw new InputException("--durability '" + durability + "' is neither process nor disk");
    }
    return durability;
  }

  private void addAll(List<RunPlan> plans, Target target, String durability) {
    addClosed(plans, target, durability);
    for (String mix : mixes) {
      for (int rate : rates()) {
        plans.add(plan(target, durability, mix, rate, 0));
      }
    }
  }

  private void addClosed(List<RunPlan> plans, Target target, String durability) {
    for (String mix : mixes) {
      for (int window : windows()) {
        plans.add(plan(target, durability, mix, 0, window));
      }
    }
  }

  private RunPlan plan(Target target, String durability, String mix, int rate, int window) {
    return scale.plan(target, durability, mix, rate, window);
  }

  private List<Integer> windows() {
    if (windows != null) {
      return windows;
    }
    return rates.isEmpty() ? DEFAULT_WINDOWS : List.of();
  }

  private List<Integer> rates() {
    return rates.stream().flatMap(text -> RateSweep.parse(text).stream()).toList();
  }
}
