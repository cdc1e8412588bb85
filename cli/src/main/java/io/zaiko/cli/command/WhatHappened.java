package io.zaiko.cli.command;

import io.zaiko.cli.input.PointInTime;
import io.zaiko.client.Occurrence;
import java.time.Instant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** When a fact happened, and which offline device counted it. */
final class WhatHappened {
  @Option(
      names = "--occurred-at",
      paramLabel = "T",
      converter = PointInTime.class,
      description =
          "When it happened, where that is not now. What a count has seen since is not booked again.")
  private Instant occurredAt;

  @ArgGroup(exclusive = false)
  private Numbered numbered;

  private static final class Numbered {
    @Option(
        names = "--device",
        required = true,
        paramLabel = "D",
        description = "Code of the till or handheld that was offline.")
    private String device;

    @Option(
        names = "--device-sequence",
        required = true,
        paramLabel = "N",
        description = "The device's own running number: a number that came before moves nothing.")
    private long sequence;
  }

  Occurrence occurrence() {
    Occurrence known =
        numbered == null
            ? Occurrence.NONE
            : Occurrence.ofDevice(numbered.device, numbered.sequence);
    return occurredAt == null ? known : known.withTime(occurredAt);
  }
}
