package io.zaiko.cli.trace;

import io.zaiko.client.AdjustRequest;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CommitRequest;
import io.zaiko.client.CountRequest;
import io.zaiko.client.FulfilRequest;
import io.zaiko.client.Line;
import io.zaiko.client.Occurrence;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ReleaseRequest;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.ReturnRequest;
import io.zaiko.client.SellRequest;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.SellPolicy;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** What a command of a trace is to the server. */
final class TraceRequests {
  private static final long NOW = 0;

  private final Duration hold;

  /** Holds last so long. */
  TraceRequests(Duration hold) {
    this.hold = hold;
  }

  /**
   * The request.
   *
   * @throws IllegalArgumentException when a text of it fits no message
   */
  CommandRequest of(TraceCommand command) {
    List<Line> lines = command.lines();
    String channel = command.channel();
    String reference = command.reference();
    return switch (command.verb()) {
      case RECEIVE -> new ReceiveRequest(lines, channel, reference, "", Occurrence.NONE);
      case SELL ->
          new SellRequest(lines, channel, SellPolicy.RECORD, reference, "", Occurrence.NONE);
      case RETURN ->
          new ReturnRequest(lines, channel, Disposition.RESELLABLE, "", reference, Occurrence.NONE);
      case RESERVE -> ReserveRequest.of(reference, channel, lines).withHold(hold);
      case COMMIT -> CommitRequest.of(reference); // acts on the whole reservation
      case FULFIL -> new FulfilRequest(reference, lines);
      case RELEASE -> new ReleaseRequest(reference, lines);
      case COUNT ->
          new CountRequest(lines, Bucket.SELLABLE, NOW, OptionalLong.empty(), channel, reference);
      case ADJUST -> new AdjustRequest(lines, channel, reference, "", Occurrence.NONE);
    };
  }
}
