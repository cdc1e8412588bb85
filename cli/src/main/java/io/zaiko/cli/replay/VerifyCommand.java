package io.zaiko.cli.replay;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Hashes;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.engine.journal.JournalCut;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.replay.JournalAudit;
import java.nio.file.Path;
import java.util.Locale;
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
      "Records that 'replay quarantine' took out are named too.",
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
    try (Progress progress = output.progress("records")) {
      verification = JournalAudit.verify(dataDirectory, shownBy(progress, output));
    }
    if (output.isJson()) {
      output.json(json -> fields(json, verification));
    } else {
      printText(verification, dataDirectory, output);
    }
    if (verification.records() == 0 && verification.ok()) {
      output.warn("the journal in " + dataDirectory + " is empty, so there was nothing to verify");
    }
    return verification.ok() ? ExitCode.DONE : ExitCode.INTEGRITY;
  }

  private static void fields(JsonFields json, JournalVerification verification) {
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
            (object, sequence) -> object.number("sequence", sequence));
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
