package io.zaiko.bench.report;

import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.load.Placement;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.Target;
import java.util.List;
import java.util.Optional;

/**
 * One call of the load rig.
 *
 * @param name from its raw files
 * @param environment what it ran on
 * @param groups its runs, repetitions together
 */
record Session(String name, JsonObject environment, List<RunGroup> groups) {

  Placement placement() {
    return groups.get(0).runs().get(0).placement();
  }

  RawRun anyRun() {
    return groups.get(0).runs().get(0);
  }

  List<RunGroup> closed() {
    return groups.stream().filter(group -> !group.plan().isOpenLoop()).toList();
  }

  List<RunGroup> open() {
    return groups.stream().filter(group -> group.plan().isOpenLoop()).toList();
  }

  List<String> mixes() {
    return groups.stream().map(group -> group.plan().mix()).distinct().toList();
  }

  /** The yardstick's runs under the load of a group. */
  Optional<RunGroup> yardstick(RunGroup group, Target target) {
    return groups.stream()
        .filter(other -> other.plan().target() == target && other.hasLoadOf(group))
        .findFirst();
  }

  /** Where it ran, in words. */
  String where() {
    Placement placement = placement();
    String server = placement.serverCpus();
    String client = placement.clientCpus();
    String cores;
    if (server == null && client == null) {
      cores = "server and client on any core";
    } else if (server != null && server.equals(client)) {
      cores = "server and client on core " + server;
    } else {
      cores = "server on " + core(server) + ", client on " + core(client);
    }
    return cores + ", cores " + (placement.awake() ? "kept awake" : "may sleep");
  }

  private static String core(String cpus) {
    return cpus == null ? "any core" : "core " + cpus;
  }
}
