package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.SellRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records a sale. */
@Command(
    name = "sell",
    description = "Records a sale, or with --policy enforce asks for it.",
    footer = {
      "",
      "A fact: never refused for lack of stock. Lines with an unknown SKU or location are kept in the",
      "journal, move nothing, and are warned about. What a redeemed reservation does not cover is a",
      "plain sale.",
      "",
      "Examples:",
      "  zaiko sell --at SHIBUYA --line 4901234567894=1",
      "  zaiko sell --at SHIBUYA --line 4901234567894=2 --redeem ORDER-1",
      "  zaiko sell --at SHIBUYA --line 4901234567894=1 --policy enforce",
      "  zaiko sell --at SHIBUYA --line 4901234567894=1 --occurred-at 2026-11-22T10:15:00+09:00 \\",
      "    --device TILL-7 --device-sequence 4711"
    })
public final class SellCommand extends SendingCommand {
  @Mixin private LinesAtLocation goods;
  @Mixin private WhatHappened happened;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "record",
      description =
          "${COMPLETION-CANDIDATES}: warn tells which reservations it endangers, enforce refuses a"
              + " sale beyond the stock that is not reserved (default: ${DEFAULT-VALUE}).")
  private Choices.Policy policy;

  @Option(
      names = "--redeem",
      paramLabel = "ID",
      defaultValue = "",
      description = "The reservation that the customer comes for.")
  private String redeemed;

  /** Prints to this console. */
  public SellCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new SellRequest(goods.lines(), "", policy.wire(), "", redeemed, happened.occurrence());
  }

  @Override
  List<AskedLine> asked() {
    return goods.asked();
  }
}
