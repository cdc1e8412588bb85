package io.zaiko.bench.report;

import io.zaiko.bench.load.DeviceRun;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A session's closed loops at {@code disk} against the device's own write and force. */
final class DeviceTable {
  private final Session session;

  DeviceTable(Session session) {
    this.session = session;
  }

  /** The section; nothing where the device was not measured. */
  List<String> lines() {
    MarkdownTable table =
        new MarkdownTable(
            "what",
            "#window",
            "#commands/s, process",
            "#commands/s, disk",
            "#disk ÷ process",
            "#commands a force",
            "#bytes a force",
            "#bytes a command",
            "#device, forces/s",
            "#device p50 µs",
            "#device p99 µs",
            "#disk ÷ device");
    for (RunGroup group : session.closed()) {
      if (group.device(run -> 1).isPresent()) {
        add(table, group);
      }
    }
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("### `disk` against the device");
    lines.add("");
    lines.add(
        "After each run one thread did nothing but write and force, on the same device, into a file");
    lines.add(
        "whose blocks were all written before, as many bytes as the run's batches had on the average.");
    lines.add(
        "*Disk ÷ device* is the run's rate in relation to these forces, each taken for as many commands as");
    lines.add(
        "a batch of the run had, round by round: 1 is a server that costs nothing but the force.");
    lines.add("");
    lines.addAll(table.lines());
    lines.add("");
    return lines;
  }

  private void add(MarkdownTable table, RunGroup disk) {
    Optional<RunGroup> process =
        session.closed().stream()
            .filter(other -> other.plan().target() == disk.plan().target())
            .filter(other -> "process".equals(other.plan().durability()) && other.hasLoadOf(disk))
            .findFirst();
    table.row(
        Words.mix(disk.plan().mix()),
        disk.plan().window(),
        Words.orNothing(process.flatMap(group -> group.spread(RunResult::perSecond))),
        Words.orNothing(disk.spread(RunResult::perSecond)),
        Words.ratio(process.flatMap(group -> disk.ratio(group, RunResult::perSecond))),
        device(disk, DeviceRun::commandsPerBatch),
        device(disk, DeviceRun::bytesPerBatch),
        device(disk, run -> run.bytesPerBatch() / run.commandsPerBatch()),
        device(disk, DeviceRun::forcesPerSecond),
        device(disk, run -> run.latency().p50Us()),
        device(disk, run -> run.latency().p99Us()),
        Words.ratio(disk.device(DeviceTable::ofAllowed)));
  }

  private static String device(RunGroup group, ToDoubleFunction<DeviceRun> figure) {
    return Words.orNothing(group.device(run -> figure.applyAsDouble(run.device())));
  }

  private static double ofAllowed(RawRun run) {
    return run.result().perSecond() / run.device().allowed();
  }
}
