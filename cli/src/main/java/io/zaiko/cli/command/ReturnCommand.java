package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ReturnRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records goods that came back. */
@Command(
    name = "return",
    description = "Records goods that came back from a customer, at the location that took them.",
    footer = {
      "",
      "A fact: never refused for lack of stock. Lines with an unknown SKU or location are kept in the",
      "journal, move nothing, and are warned about.",
      "",
      "Examples:",
      "  zaiko return --at UENO --line 4901234567894=1",
      "  zaiko return --at UENO --line 4901234567894=1 --disposition resellable --reservation ORDER-1"
    })
public final class ReturnCommand extends SendingCommand {
  @Mixin private LinesAtLocation goods;
  @Mixin private WhatHappened happened;

  @Option(
      names = "--disposition",
      paramLabel = "D",
      converter = Choices.ReturnToReader.class,
      defaultValue = "quality-check",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Choices.ReturnTo disposition;

  @Option(
      names = "--reservation",
      paramLabel = "ID",
      defaultValue = "",
      description = "The reservation that the goods were handed over for.")
  private String reservation;

  /** Prints to this console. */
  public ReturnCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ReturnRequest(
        goods.lines(), "", disposition.wire(), reservation, "", happened.occurrence());
  }

  @Override
  List<AskedLine> asked() {
    return goods.asked();
  }
}
