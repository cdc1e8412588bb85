package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.AdjustRequest;
import io.zaiko.client.CommandRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Corrects the book. */
@Command(
    name = "adjust",
    description = "Corrects the book by a difference, up or down.",
    footer = {
      "",
      "A fact: never refused for lack of stock. Lines with an unknown SKU or location are kept in the",
      "journal, move nothing, and are warned about.",
      "",
      "Examples:",
      "  zaiko adjust --at SHIBUYA --line 4901234567894=-1 --reason broken"
    })
public final class AdjustCommand extends SendingCommand {
  @Mixin private LinesAtLocation goods;
  @Mixin private WhatHappened happened;

  @Option(
      names = "--reason",
      paramLabel = "R",
      defaultValue = "",
      description = "Why, up to 120 bytes.")
  private String reason;

  /** Prints to this console. */
  public AdjustCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new AdjustRequest(goods.lines(), "", "", reason, happened.occurrence());
  }

  @Override
  List<AskedLine> asked() {
    return goods.asked();
  }
}
