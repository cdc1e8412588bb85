package io.zaiko.bench.report;

import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.load.RunPlan;
import java.util.Optional;

/** How reports call things. Stateless. */
final class Words {
  private static final String NOTHING = "–";

  private Words() {}

  /** What was measured. */
  static String target(RunPlan plan) {
    return switch (plan.target()) {
      case ZAIKO -> "Zaiko, " + plan.durability();
      case ZAIKO_CLIENT -> "Zaiko by the public client, " + plan.durability();
      case NETTY_ECHO -> "Netty echo";
      case SOCKET_PING_PONG -> "socket ping-pong";
      case REDIS_PER_RECORD -> "Redis, a key per record, " + plan.durability();
      case REDIS_PER_SKU -> "Redis, a key per SKU, " + plan.durability();
      case POSTGRESQL -> "PostgreSQL, synchronous_commit " + plan.durability();
    };
  }

  /** The operations, shares in percent where there is more than one. */
  static String mix(String mix) {
    return switch (mix) {
      case "query=1" -> "query";
      case "everywhere=1" -> "one SKU at 200 locations";
      case "basket=1" -> "basket of 20";
      case "reserve=1,release=1" -> "reserve + release";
      default -> mix.replace(",", ", ");
    };
  }

  /** The figures, or a dash where there are none. */
  static String orNothing(Optional<Spread> spread) {
    return spread.map(Spread::text).orElse(NOTHING);
  }

  /** A ratio to a yardstick. */
  static String ratio(Optional<Spread> spread) {
    return spread.map(ratio -> ratio.text(2)).orElse(NOTHING);
  }

  /** Something that the environment tells, if it does. */
  static String fact(JsonObject environment, String name) {
    Object value = environment.value(name);
    return value == null ? "not known" : value.toString();
  }

  /** How many of a group's runs failed. */
  static String failed(RunGroup group) {
    return group.failed().isEmpty()
        ? "0 of " + group.runs().size()
        : "**" + group.failed().size() + " of " + group.runs().size() + "**";
  }
}
