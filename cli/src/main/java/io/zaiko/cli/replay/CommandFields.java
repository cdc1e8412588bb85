package io.zaiko.cli.replay;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.replay.JournaledCommand;

/** What the rows of audits say of the command behind them. Stateless, so safe for any thread. */
final class CommandFields {
  private CommandFields() {}

  /** Where the command came from, the same in every row that has one. */
  static JsonFields origin(JsonFields json, JournaledCommand command) {
    return json.time("reference_time", command.referenceTimeMicros())
        .text("occurred_at", null)
        .text("command", command.command())
        .text("channel", command.channel())
        .text("client", command.client())
        .text("reference", command.reference());
  }
}
