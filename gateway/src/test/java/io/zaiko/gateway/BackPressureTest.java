package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.everywhere;
import static io.zaiko.gateway.ClientMessages.framed;
import static io.zaiko.gateway.ClientMessages.receive;
import static io.zaiko.gateway.ClientMessages.register;
import static io.zaiko.gateway.ClientMessages.stock;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A peer that does not read its answers is not read from either. */
@ExtendWith(LeakCheck.class)
class BackPressureTest {
  private final ConnectionRig rig = ConnectionRig.greeted();

  @AfterEach
  void closeRig() {
    rig.close();
    assertEquals(0, rig.buffersInUse(), "every buffer is released");
  }

  @Test
  void shouldStopReadingUntilThePeerReads() {
    rig.writable(false);

    rig.send(stock(1, 0, 0, EC), stock(2, 0, 0, EC), register(3, "a"));

    assertFalse(rig.channel.config().isAutoRead());
    assertEquals(List.of(1L), correlationIds(), "the rest of the read waits");
    assertTrue(rig.engine.published().isEmpty());

    rig.writable(true);

    assertEquals(List.of(2L), correlationIds());
    assertEquals(1, rig.engine.published().size());
    assertTrue(rig.channel.config().isAutoRead());
  }

  @Test
  void shouldKeepWhatStillComesInAfterReadingWasSwitchedOff() {
    rig.writable(false);
    rig.send(stock(1, 0, 0, EC), stock(2, 0, 0, EC));
    byte[] split = framed(stock(3, 0, 0, EC), stock(4, 0, 0, EC));
    rig.deliver(Arrays.copyOf(split, 20));
    rig.deliver(Arrays.copyOfRange(split, 20, split.length));
    assertEquals(List.of(1L), correlationIds());

    rig.writable(true);

    assertEquals(List.of(2L, 3L, 4L), correlationIds());
  }

  @Test
  void shouldStopReadingWhenTheEnginesRepliesAreNotRead() {
    rig.send(register(1, "a"), register(2, "a"));
    rig.writable(false);

    rig.answer();

    assertFalse(rig.channel.config().isAutoRead());
    rig.writable(true);
    assertTrue(rig.channel.config().isAutoRead());
    assertEquals(2, rig.answers().size());
  }

  @Test
  void shouldGoOnWithALongAnswerWhereItStopped() {
    stockEverywhere(2_500);
    rig.writable(false);

    rig.send(everywhere(7, 0, EC), stock(8, 0, 0, EC));

    List<Answer> first = rig.answers();
    assertEquals(1, first.size(), "one part, and no more while nobody reads");
    assertEquals(YesNo.NO, first.get(0).everywhere().last());

    rig.writable(true);

    List<Answer> rest = rig.answers();
    assertEquals(3, rest.size());
    assertEquals(1_000, rest.get(0).everywhere().locations().count());
    assertEquals(YesNo.YES, rest.get(1).everywhere().last());
    assertEquals(2_500, rest.get(1).everywhere().networkAts());
    assertEquals(8, rest.get(2).stock().correlationId(), "questions are answered in order");
    assertTrue(rig.channel.config().isAutoRead());
  }

  @Test
  void shouldCompleteALongAnswerBeforeGoodbye() {
    stockEverywhere(2_500);
    rig.writable(false);
    rig.send(everywhere(7, 0, EC), stock(8, 0, 0, EC));
    assertEquals(1, rig.answers().size());

    rig.loop.leaveAll(ResultCode.OK, "the server is shutting down");
    rig.channel.runPendingTasks();
    assertTrue(rig.answers().isEmpty());
    rig.writable(true);

    List<Answer> rest = rig.answers();
    assertEquals(3, rest.size(), "two parts and goodbye; what was not taken up is not answered");
    assertEquals(YesNo.YES, rest.get(1).everywhere().last());
    assertEquals(ResultCode.OK, rest.get(2).goodbye().code());
    assertFalse(rig.channel.isOpen());
  }

  @Test
  void shouldReleaseWhatItKeptWhenThePeerGoesAway() {
    stockEverywhere(1_500);
    rig.writable(false);
    rig.send(everywhere(7, 0, EC), stock(8, 0, 0, EC));

    rig.disconnect();

    assertEquals(0, rig.credits.seatsTaken());
  }

  private void stockEverywhere(int locations) {
    long session = rig.engine.register("till");
    long requestId = 0;
    rig.engine.execute(ClientMessages.defineSku(++requestId, session, "TEA"));
    for (int location = 0; location < locations; location++) {
      rig.engine.execute(ClientMessages.defineLocation(++requestId, session, "L" + location));
      rig.engine.execute(receive(++requestId, session, new Line(0, location, 1)));
    }
  }

  private List<Long> correlationIds() {
    return rig.answers().stream().map(answer -> answer.stock().correlationId()).toList();
  }
}
