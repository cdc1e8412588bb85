package io.zaiko.bench.report;

import io.zaiko.bench.load.Placement;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The command that does what a session did, on another machine. Stateless. */
final class RepeatCommand {
  private RepeatCommand() {}

  static String of(Session session) {
    return session.groups().stream().anyMatch(RepeatCommand::isPeer)
        ? comparison(session)
        : load(session);
  }

  private static boolean isPeer(RunGroup group) {
    return Target.PEERS.contains(group.plan().target());
  }

  private static String comparison(Session session) {
    RunPlan any = session.anyRun().plan();
    return String.format(
        Locale.ROOT,
        "./zaiko bench compare --only %s --records %d --seconds %s --rounds %d",
        session.name(),
        any.stockRecords(),
        any.seconds(),
        session.environment().integer("rounds"));
  }

  private static String load(Session session) {
    List<String> words = new ArrayList<>(List.of("./zaiko", "bench", "load"));
    session.mixes().forEach(mix -> words.add("--mix " + mix));
    list(session, "--window", plan -> plan.isOpenLoop() ? null : plan.window(), words);
    list(session, "--rate", plan -> plan.isOpenLoop() ? plan.rate() : null, words);
    list(session, "--durability", RunPlan::durability, words);
    RunPlan any = session.anyRun().plan();
    words.add("--keys " + any.keys());
    words.add("--records " + any.stockRecords());
    words.add("--open " + any.reservations().open());
    if (any.reservations().lines() > 1) {
      words.add("--lines " + any.reservations().lines());
    }
    if (any.reservations().expiring() > 0) {
      words.add("--expiring " + any.reservations().expiring());
    }
    words.add("--connections " + any.connections());
    words.add("--warmup " + any.warmupSeconds());
    words.add("--seconds " + any.seconds());
    words.add("--rounds " + session.environment().integer("rounds"));
    if (session.groups().stream().anyMatch(group -> group.plan().target() != Target.ZAIKO)) {
      words.add("--yardsticks");
    }
    if (session.groups().stream().anyMatch(group -> group.device(run -> 1).isPresent())) {
      words.add("--device");
    }
    Placement placement = session.placement();
    if (placement.serverCpus() != null) {
      words.add("--server-cpus " + placement.serverCpus());
    }
    if (placement.clientCpus() != null) {
      words.add("--client-cpus " + placement.clientCpus());
    }
    if (placement.awake()) {
      words.add("--awake");
    }
    words.add("--pacing " + session.anyRun().pacing().word());
    return String.join(" ", words);
  }

  private static void list(
      Session session, String option, Function<RunPlan, Object> value, List<String> words) {
    String values =
        session.groups().stream()
            .map(group -> value.apply(group.plan()))
            .filter(Objects::nonNull)
            .distinct()
            .map(Object::toString)
            .collect(Collectors.joining(","));
    if (!values.isEmpty()) {
      words.add(option + " " + values);
    }
  }
}
