package io.zaiko.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;

class TraceRequestsTest {
  private static final Duration HOLD = Duration.ofHours(24);
  private static final List<Line> LINES = List.of(Line.of("A", "S1", 2));

  @Test
  void shouldRecordSalesAndPutReturnsBackOnTheShelf() {
    assertEquals(
        new SellRequest(LINES, "POS", SellPolicy.RECORD, "R", "", Occurrence.NONE),
        request(TraceVerb.SELL, LINES));
    assertEquals(
        new ReturnRequest(LINES, "POS", Disposition.RESELLABLE, "", "R", Occurrence.NONE),
        request(TraceVerb.RETURN, LINES));
  }

  @Test
  void shouldKeepTheReferenceOfOtherFacts() {
    assertEquals(
        new ReceiveRequest(LINES, "POS", "R", "", Occurrence.NONE),
        request(TraceVerb.RECEIVE, LINES));
    assertEquals(
        new AdjustRequest(LINES, "POS", "R", "", Occurrence.NONE),
        request(TraceVerb.ADJUST, LINES));
    assertEquals(
        new CountRequest(LINES, Bucket.SELLABLE, 0, OptionalLong.empty(), "POS", "R"),
        request(TraceVerb.COUNT, LINES));
  }

  @Test
  void shouldReserveAllOrNothingUnderTheReference() {
    assertEquals(
        ReserveRequest.of("R", "POS", LINES).withHold(HOLD), request(TraceVerb.RESERVE, LINES));
  }

  @Test
  void shouldNameReservationsByTheirReference() {
    assertEquals(CommitRequest.of("R"), request(TraceVerb.COMMIT, List.of()));
    assertEquals(CommitRequest.of("R"), request(TraceVerb.COMMIT, LINES));
    assertEquals(new FulfilRequest("R", List.of()), request(TraceVerb.FULFIL, List.of()));
    assertEquals(new FulfilRequest("R", LINES), request(TraceVerb.FULFIL, LINES));
    assertEquals(new ReleaseRequest("R", LINES), request(TraceVerb.RELEASE, LINES));
  }

  private static CommandRequest request(TraceVerb verb, List<Line> lines) {
    return new TraceRequests(HOLD).of(new TraceCommand(2, 1, 1_000_000, verb, "POS", "R", lines));
  }
}
