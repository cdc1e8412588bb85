package io.zaiko.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.protocol.sbe.DeviceReplyDecoder;
import io.zaiko.protocol.sbe.EndangeredReplyDecoder;
import io.zaiko.protocol.sbe.OpenReservationsReplyDecoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions that are answered by the engine's thread, between two commands. */
@ExtendWith(LeakCheck.class)
class RingQuestionsTest {
  private final ConnectionRig rig = ConnectionRig.greeted();
  private final Retailer retailer = new Retailer(rig.engine);

  @AfterEach
  void closeRig() {
    rig.close();
    assertEquals(0, rig.buffersInUse(), "every buffer is released");
  }

  private Answer ask(byte[] question) {
    rig.send(question);
    assertFalse(rig.engine.published().get(0).journaled(), "a question is not journaled");
    rig.answer();
    return rig.answers().get(0);
  }

  @Test
  void shouldListTheOpenReservationsOfALocation() {
    retailer.defineSkus("TEA");
    retailer.defineLocations("GINZA", "UENO");
    retailer.receive(0, 0, 10);
    retailer.reserve("order-1", 0, 0, 2);
    retailer.reserve("order-2", 0, 0, 3);
    retailer.release("order-1");

    OpenReservationsReplyDecoder reply =
        ask(Questions.openReservations(7, 0, 0)).openReservations();

    assertEquals(7, reply.correlationId());
    assertEquals(ResultCode.OK, reply.code());
    assertEquals(0, reply.nextCursor());
    var lines = reply.lines();
    assertEquals(1, lines.count(), "rule 31");
    lines.next();
    assertEquals(3, lines.open());
    assertEquals(ReservationState.HELD, lines.state());
    assertEquals("order-2", lines.reservationId());
    assertEquals(0, ask(Questions.openReservations(8, 1, 0)).openReservations().lines().count());
    assertEquals(
        ResultCode.UNKNOWN_LOCATION,
        ask(Questions.openReservations(9, 55, 0)).openReservations().code());
  }

  @Test
  void shouldTellWhoGoesWithoutIfAnOversellStays() {
    retailer.defineSkus("TEA");
    retailer.defineLocations("GINZA");
    retailer.receive(0, 0, 10);
    retailer.reserve("order-1", 0, 0, 4);
    retailer.reserve("order-2", 0, 0, 5);
    retailer.adjust(0, 0, -4);

    EndangeredReplyDecoder reply = ask(Questions.endangered(7, 0, 0, 0)).endangered();

    assertEquals(3, reply.oversold());
    assertEquals(1, reply.count());
    assertEquals("order-2", reply.reservations().next().reservationId(), "rule 9: newest first");
    assertEquals(0, ask(Questions.endangered(8, 0, 0, 1)).endangered().reservations().count());
  }

  @Test
  void shouldNameTheMissingFactsOfADevice() {
    retailer.defineSkus("TEA");
    retailer.defineLocations("GINZA");
    for (long sequence : new long[] {5, 7, 10}) {
      rig.engine.execute(
          retailer.sale(SellPolicy.RECORD, 0, "", "till-9", sequence, new Line(0, 0, 1)));
    }

    DeviceReplyDecoder reply = ask(Questions.device(7, "till-9")).device();

    assertEquals(10, reply.highest());
    assertEquals(5, reply.lowest());
    assertEquals(3, reply.gaps(), "rule 22");
    List<Long> missing = new ArrayList<>();
    reply.missing().forEach(entry -> missing.add(entry.deviceSequence()));
    assertEquals(List.of(6L, 8L, 9L), missing);
    assertEquals(0, ask(Questions.device(8, "till-8")).device().highest());
  }

  @Test
  void shouldHaveRoomForTheLongestPageAndTheLongestReservation() {
    Line[] lines = new Line[256];
    String[] codes = new String[256];
    Arrays.setAll(codes, i -> "L" + i);
    Arrays.setAll(lines, i -> new Line(0, i, 1));
    retailer.defineSkus("TEA");
    retailer.defineLocations(codes);
    for (int i = 0; i < codes.length; i++) {
      retailer.receive(0, i, 1_000);
    }
    rig.engine.execute(
        ClientMessages.reserve(retailer.nextRequestId(), retailer.session(), "big", lines));
    String longId = "X".repeat(60);
    for (int i = 0; i < 260; i++) {
      retailer.reserve(longId + i, 0, 7, 1);
    }

    assertEquals(256, ask(ClientMessages.reservation(1, "big")).reservation().lines().count());
    OpenReservationsReplyDecoder page = ask(Questions.openReservations(2, 7, 0)).openReservations();
    assertEquals(256, page.lines().count());
    OpenReservationsReplyDecoder rest =
        ask(Questions.openReservations(3, 7, page.nextCursor())).openReservations();
    assertEquals(5, rest.lines().count());
    assertEquals(0, rest.nextCursor());
  }

  @Test
  void shouldHaveRoomForTheMostEndangeredAndTheMostMissing() {
    retailer.defineSkus("TEA");
    retailer.defineLocations("GINZA");
    retailer.receive(0, 0, 1_000);
    String longId = "X".repeat(61);
    for (int i = 0; i < 120; i++) {
      retailer.reserve(longId + i, 0, 0, 1);
    }
    retailer.adjust(0, 0, -1_000);
    rig.engine.execute(retailer.sale(SellPolicy.RECORD, 0, "", "till-9", 1, new Line(0, 0, 1)));
    rig.engine.execute(retailer.sale(SellPolicy.RECORD, 0, "", "till-9", 900, new Line(0, 0, 1)));

    EndangeredReplyDecoder endangered = ask(Questions.endangered(1, 0, 0, 0)).endangered();
    assertEquals(120, endangered.count());
    assertEquals(100, endangered.reservations().count());
    assertEquals(256, ask(Questions.device(2, "till-9")).device().missing().count());
  }
}
