package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ReceiveRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records goods that arrived. */
@Command(
    name = "receive",
    description = "Records goods that arrived from a supplier.",
    footer = {
      "",
      "A fact: never refused for lack of stock. Lines with an unknown SKU or location are kept in the",
      "journal, move nothing, and are warned about.",
      "",
      "Examples:",
      "  zaiko receive --at SHIBUYA --line 4901234567894=24",
      "  zaiko receive --at SHIBUYA --line A=24 --line B=12 --reason PO-4711"
    })
public final class ReceiveCommand extends SendingCommand {
  @Mixin private LinesAtLocation goods;
  @Mixin private WhatHappened happened;

  @Option(
      names = "--reason",
      paramLabel = "R",
      defaultValue = "",
      description = "Why, or the number of the delivery, up to 120 bytes.")
  private String reason;

  /** Prints to this console. */
  public ReceiveCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ReceiveRequest(goods.lines(), "", "", reason, happened.occurrence());
  }

  @Override
  List<AskedLine> asked() {
    return goods.asked();
  }
}
