package io.zaiko.cli.replay;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Hashes;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.engine.host.Quarantine;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.replay.JournalQuarantine;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes records that make the engine fail out of a journal. */
@Command(
    name = "quarantine",
    description = "Takes records that make the engine fail out of the journal of a stopped server.",
    footer = {
      "",
      "For a server that does not start since it cannot apply a record: it names the record and this",
      "command. The record stays where it is, but is not applied by anything that reads the journal,",
      "and the client that sends the command again is answered QUARANTINED. Keep a copy of the",
      "directory for whoever mends the engine: this cannot be undone.",
      "Refused (exit status 1) for a record that can be applied. A damaged journal is not for this",
      "command (exit status 4): restore it from a good copy.",
      "",
      "Examples:",
      "  zaiko replay quarantine --data data/zaiko --sequence 4711 --dry-run",
      "  zaiko replay quarantine --data data/zaiko --sequence 4711",
      "  zaiko replay quarantine --data data/zaiko --sequence 4711 --sequence 4713 --json"
    })
public final class QuarantineCommand extends AuditCommand {
  @Option(
      names = "--sequence",
      required = true,
      paramLabel = "N",
      description = "A record to take out, by its sequence. May be given several times.")
  private List<Long> sequences;

  @Option(names = "--dry-run", description = "Only try and show; write nothing.")
  private boolean dryRun;

  /** Prints to this console. */
  public QuarantineCommand(Console console) {
    super(console);
  }

  @Override
  int audit(Path dataDirectory, Output output) {
    SortedSet<Long> sorted = new TreeSet<>(sequences);
    if (sorted.first() < 1) {
      throw new InputException("--sequence is " + sorted.first() + ", but the first record has 1");
    }
    if (sorted.size() > Quarantine.MOST_RECORDS) {
      throw new InputException(
          "--sequence is given "
              + sorted.size()
              + " times, but at most "
              + Quarantine.MOST_RECORDS
              + " records are taken out at a time");
    }
    JournalQuarantine.Report report;
    try (Progress progress = output.progress("records")) {
      report = JournalQuarantine.run(dataDirectory, sorted, dryRun, progressOn(progress));
    }
    report.taken().forEach(taken -> RecordRow.print(taken.command(), taken.lines(), output));
    if (output.isJson()) {
      output.json(
          json ->
              json.flag("written", !dryRun)
                  .number("first_void", report.firstVoid())
                  .number("last_sequence", report.firstVoid() + report.taken().size() - 1)
                  .text("state_hash", Hashes.text(report.stateHash())));
    } else {
      output.line(text(report));
    }
    return ExitCode.DONE;
  }

  private static RecoveryProgress progressOn(Progress progress) {
    return (records, recordsPerSecond, share) -> progress.update(records, share);
  }

  private String text(JournalQuarantine.Report report) {
    String records = report.taken().size() == 1 ? "This record" : "These records";
    return dryRun
        ? records + " would be taken out. Nothing was written: leave --dry-run out to do it"
        : records
            + " will not be applied any more: so says the journal from sequence "
            + report.firstVoid()
            + " on. The server can be started";
  }
}
