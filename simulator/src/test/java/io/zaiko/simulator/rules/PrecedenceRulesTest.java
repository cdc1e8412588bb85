package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.ALREADY_EXISTS;
import static io.zaiko.protocol.sbe.ResultCode.CAPACITY_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.CHANNEL_DISABLED;
import static io.zaiko.protocol.sbe.ResultCode.EXPIRED;
import static io.zaiko.protocol.sbe.ResultCode.ILLEGAL_STATE;
import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.LOCATION_SUSPENDED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_LOCATION;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_RESERVATION;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_SKU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action.LocationStep;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The order of the result codes: each command has all that is wrong with it mended one by one, the
 * first code's cause first.
 */
final class PrecedenceRulesTest {
  @AutoClose
  private final EngineFixture engine = new EngineFixture(new TestConfig().reservations(4).build());

  @BeforeEach
  void closedAndOpenReservations() {
    engine.defineLocation("closed");
    engine.at("closed", LocationStep.SUSPEND);
    engine.defineLocation("till-only", EngineFixture.POS);
    engine.receive("apple@shibuya=10", "apple@closed=9", "apple@till-only=9");
    engine.reserve("expired", "apple@shibuya=1");
    engine.after(Duration.ofMinutes(15));
    engine.reserve("released", "apple@shibuya=1");
    engine.release("released");
    engine.reserve("held", "apple@shibuya=1");
  }

  private static void expect(ResultCode code, Reply reply) {
    assertEquals(code, reply.code());
  }

  @Test
  void shouldRefuseToReserveInOrder() {
    String suspended = "apple@closed=99";
    String notServed = "apple@till-only=99";
    expect(UNKNOWN_SKU, engine.supersede("never", "held", "apple@mars=99", "kiwi@closed=99"));
    expect(UNKNOWN_LOCATION, engine.supersede("never", "held", suspended, "apple@mars=99"));
    expect(UNKNOWN_RESERVATION, engine.supersede("never", "held", notServed, suspended));
    expect(ALREADY_EXISTS, engine.supersede("expired", "held", notServed, suspended));
    expect(LOCATION_SUSPENDED, engine.supersede("expired", "new", notServed, suspended));
    expect(CHANNEL_DISABLED, engine.supersede("expired", "new", notServed));
    expect(EXPIRED, engine.supersede("expired", "new", "apple@shibuya=99"));
    expect(ILLEGAL_STATE, engine.supersede("released", "new", "apple@shibuya=99"));
    expect(INSUFFICIENT, engine.supersede("held", "new", "apple@shibuya=99"));

    for (String id : new String[] {"full-1", "full-2", "full-3"}) {
      expect(OK, engine.reserve(id, "apple@shibuya=1"));
    }
    expect(INSUFFICIENT, engine.reserve("new", "apple@shibuya=99"));
    expect(CAPACITY_EXCEEDED, engine.reserve("new", "apple@shibuya=1"));
    expect(OK, engine.supersede("held", "new", "apple@shibuya=1"));
  }

  @Test
  void shouldRefuseToReallocateInOrder() {
    expect(UNKNOWN_SKU, engine.reallocate("never", "kiwi@shibuya", "mars"));
    expect(UNKNOWN_LOCATION, engine.reallocate("never", "apple@shibuya", "mars"));
    expect(UNKNOWN_RESERVATION, engine.reallocate("never", "apple@umeda", "closed"));
    expect(LOCATION_SUSPENDED, engine.reallocate("expired", "apple@umeda", "closed"));
    expect(CHANNEL_DISABLED, engine.reallocate("expired", "apple@umeda", "till-only"));
    expect(EXPIRED, engine.reallocate("expired", "apple@umeda", "umeda"));
    expect(ILLEGAL_STATE, engine.reallocate("released", "apple@umeda", "umeda"));
    expect(INSUFFICIENT, engine.reallocate("held", "apple@umeda", "umeda"));
    expect(INSUFFICIENT, engine.reallocate("held", "apple@shibuya", "umeda"));
  }

  @Test
  void shouldRefuseATransferInOrder() {
    expect(UNKNOWN_SKU, engine.requestTransfer("held", "mars", "mars", "kiwi=99"));
    expect(UNKNOWN_LOCATION, engine.requestTransfer("held", "closed", "mars", "apple=99"));
    expect(ALREADY_EXISTS, engine.requestTransfer("held", "closed", "closed", "apple=99"));
    expect(LOCATION_SUSPENDED, engine.requestTransfer("new", "closed", "closed", "apple=99"));
    expect(ILLEGAL_STATE, engine.requestTransfer("new", "umeda", "umeda", "apple=99"));
    expect(INSUFFICIENT, engine.requestTransfer("new", "till-only", "umeda", "apple=99"));
    expect(OK, engine.requestTransfer("new", "till-only", "umeda", "apple=9"));
  }

  @Test
  void shouldRefuseToCancelOrCloseInOrder() {
    expect(UNKNOWN_RESERVATION, engine.cancelTransfer("held"));
    expect(UNKNOWN_LOCATION, engine.release("never", "apple@mars=99"));
    expect(UNKNOWN_RESERVATION, engine.release("never", "apple@umeda=99"));
    expect(EXPIRED, engine.release("expired", "apple@umeda=99"));
    expect(ILLEGAL_STATE, engine.release("released", "apple@umeda=99"));
    expect(ILLEGAL_STATE, engine.fulfil("held", "apple@umeda=99"));
    expect(INSUFFICIENT, engine.release("held", "apple@umeda=99"));
  }
}
