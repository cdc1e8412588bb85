package io.zaiko.cli.replay;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Hashes;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.engine.journal.JournalCut;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.replay.JournalAudit;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Checks a journal from its first byte to its last. */
@Command(
    name = "verify",
    description = "Reads and replays a journal, comparing all that can be compared.",
    footer = {
      "",
      "Sequences, times, checksums, the chain of hashes and the state hash of every batch; in the end",
      "the state hash against one computed from scratch. Exit status 4 when something is wrong.",
      "A record at an end that was never finished, as a kill leaves it, is named and left out.",
      "Records that 'replay quarantine' took out are named too. Then every snapshot is read as a",
      "start would read it, and one that cannot be used is warned of: a start passes over it.",
      "",
      "Examples:",
      "  zaiko replay verify --data data/zaiko",
      "  zaiko replay verify --json"
    })
public final class VerifyCommand extends AuditCommand {
  /** Prints to this console. */
  public VerifyCommand(Console console) {
    super(console);
  }

  @Override
  int audit(Path dataDirectory, Output output) {
    JournalVerification verification;
    Map<Path, String> unusable;
    try (Progress progress = output.progress("records")) {
      RecoveryProgress shown = shownBy(progress, output);
      verification = JournalAudit.verify(dataDirectory, shown);
      unusable = JournalAudit.unusableSnapshots(dataDirectory, RecoveryProgress.NONE);
    }
    if (output.isJson()) {
      output.json(json -> fields(json, verification, unusable));
    } else {
      printText(verification, dataDirectory, output);
    }
    if (verification.records() == 0 && verification.ok()) {
      output.warn("the journal in " + dataDirectory + " is empty, so there was nothing to verify");
    }
    unusable
        .values()
        .forEach(
            problem ->
                output.warn(problem + ". A start passes over it; 'zaiko snapshot' makes another"));
    return verification.ok() ? ExitCode.DONE : ExitCode.INTEGRITY;
  }

  private static void fields(
      JsonFields json, JournalVerification verification, Map<Path, String> unusable) {
    json.number("records", verification.records())
        .number("first_sequence", verification.firstSequence())
        .number("last_sequence", verification.lastSequence())
        .number("digests_checked", verification.digestsChecked())
        .text("state_hash", Hashes.text(verification.stateHash()))
        .flag("ok", verification.ok())
        .text("problem", verification.problem())
        .numberOrNull("at_sequence", verification.atSequence())
        .decimal("seconds", verification.seconds())
        .number("records_per_second", Math.round(verification.recordsPerSecond()))
        .objects("left_out", verification.cuts(), VerifyCommand::fields)
        .objects(
            "not_applied",
            verification.voided(),
            (object, sequence) -> object.number("sequence", sequence))
        .objects(
            "unusable_snapshots",
            List.copyOf(unusable.entrySet()),
            (object, snapshot) ->
                object
                    .text("file", snapshot.getKey().getFileName().toString())
                    .text("problem", snapshot.getValue()));
  }

  private static void fields(JsonFields json, JournalCut cut) {
    json.text("file", cut.file())
        .number("at_byte", cut.position())
        .number("bytes", cut.bytes())
        .number("sequence", cut.sequence())
        .flag("continued", cut.continued());
  }

  private static void printText(
      JournalVerification verification, Path dataDirectory, Output output) {
    output.line(
        String.format(
            Locale.ROOT,
            "%,d records, sequence %d to %d, in %.1f s; %,d state hashes compared",
            verification.records(),
            verification.firstSequence(),
            verification.lastSequence(),
            verification.seconds(),
            verification.digestsChecked()));
    verification.cuts().forEach(cut -> output.line(cut.text()));
    verification
        .voided()
        .forEach(
            sequence ->
                output.line("Not applied: record " + sequence + ", taken out by a quarantine"));
    if (verification.ok()) {
      output.line(
          output.style().good("ok") + "  state hash " + Hashes.text(verification.stateHash()));
    } else {
      output.line(output.style().bad("not ok") + "  " + verification.problem());
      output.line(
          verification.recordFails()
              ? adviceOnRecord(dataDirectory, verification.atSequence())
              : adviceOnDamage(verification.atSequence()));
    }
  }
}
