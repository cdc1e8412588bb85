package io.zaiko.simulator.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 11, the whole table: what each command makes of a reservation in each state. */
final class StateTableTest {
  private static final String ID = "order-1";

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          FROM      | commit    | stage  | unstage   | extend | extendTo  | fulfil    | short   | release  | reallocate | supersede
          HELD      | COMMITTED | !      | !         | HELD   | !         | !         | !       | RELEASED | HELD       | RELEASED
          COMMITTED | !         | STAGED | !         | !      | COMMITTED | FULFILLED | SHORTED | RELEASED | COMMITTED  | RELEASED
          STAGED    | !         | !      | COMMITTED | !      | STAGED    | FULFILLED | SHORTED | RELEASED | !          | RELEASED
          FULFILLED | !         | !      | !         | !      | !         | !         | !       | !        | !          | !
          RELEASED  | !         | !      | !         | !      | !         | !         | !       | !        | !          | !
          SHORTED   | !         | !      | !         | !      | !         | !         | !       | !        | !          | !
          EXPIRED   | X         | X      | X         | X      | X         | X         | X       | X        | X          | X
          """)
  void shouldMoveAsTheTableSays_rule11(
      ReservationState from,
      String commit,
      String stage,
      String unstage,
      String extend,
      String extendTo,
      String fulfil,
      String shorten,
      String release,
      String reallocate,
      String supersede) {
    check(from, "commit", commit);
    check(from, "stage", stage);
    check(from, "unstage", unstage);
    check(from, "extend", extend);
    check(from, "extendTo", extendTo);
    check(from, "fulfil", fulfil);
    check(from, "short", shorten);
    check(from, "release", release);
    check(from, "reallocate", reallocate);
    check(from, "supersede", supersede);
  }

  private void check(ReservationState from, String command, String expected) {
    try (EngineFixture engine = new EngineFixture()) {
      reach(engine, from);
      long hash = engine.dispatcher().stateHash();

      Reply reply = send(engine, command);

      String what = command + " of " + from;
      switch (expected) {
        case "!" -> assertEquals(ResultCode.ILLEGAL_STATE, reply.code(), what);
        case "X" -> assertEquals(ResultCode.EXPIRED, reply.code(), what);
        default -> assertEquals(ResultCode.OK, reply.code(), what);
      }
      if (reply.code() == ResultCode.OK) {
        assertEquals(ReservationState.valueOf(expected), engine.state(ID), what);
      } else {
        assertEquals(hash, engine.dispatcher().stateHash(), what + " changes nothing");
      }
    }
  }

  /** Brings a reservation of three apples into a state. */
  private static void reach(EngineFixture engine, ReservationState state) {
    engine.receive("apple@shibuya=3", "apple@umeda=3");
    engine.reserve(ID, "apple@shibuya=3");
    switch (state) {
      case HELD -> {}
      case COMMITTED -> engine.commit(ID);
      case STAGED -> {
        engine.commit(ID);
        engine.stage(ID);
      }
      case FULFILLED -> {
        engine.commit(ID);
        engine.fulfil(ID);
      }
      case RELEASED -> engine.release(ID);
      case SHORTED -> {
        engine.commit(ID);
        engine.shorten(ID);
      }
      case EXPIRED -> engine.after(Duration.ofMinutes(15)).tick();
      default -> throw new IllegalArgumentException(state.name());
    }
    assertEquals(state, engine.state(ID));
  }

  private static Reply send(EngineFixture engine, String command) {
    return switch (command) {
      case "commit" -> engine.commit(ID);
      case "stage" -> engine.stage(ID);
      case "unstage" -> engine.unstage(ID);
      case "extend" -> engine.extend(ID, Duration.ofMinutes(5));
      case "extendTo" -> engine.extendTo(ID, engine.timeMicros() + 1);
      case "fulfil" -> engine.fulfil(ID);
      case "short" -> engine.shorten(ID);
      case "release" -> engine.release(ID);
      case "reallocate" -> engine.reallocate(ID, "apple@shibuya", "umeda");
      case "supersede" -> engine.supersede(ID, "order-2", "apple@shibuya=3");
      default -> throw new IllegalArgumentException(command);
    };
  }

  @ParameterizedTest
  @CsvSource({"HELD", "COMMITTED", "STAGED"})
  void shouldBeRedeemedFromAnyOpenState_rule11(ReservationState from) {
    try (EngineFixture engine = new EngineFixture()) {
      reach(engine, from);
      engine.sell(SellPolicy.RECORD, ID, "apple@shibuya=1");
      assertEquals(from, engine.state(ID), "two are open still");
      engine.sell(SellPolicy.RECORD, ID, "apple@shibuya=2");
      assertEquals(ReservationState.FULFILLED, engine.state(ID));
    }
  }

  /** FULFILLED if anything was, else SHORTED, else EXPIRED, else RELEASED. */
  @ParameterizedTest
  @CsvSource({
    "fulfil short release, FULFILLED",
    "release short, SHORTED",
    "release expire, EXPIRED",
    "short expire, SHORTED",
    "redeem expire, FULFILLED",
    "fulfil expire, FULFILLED",
    "release release, RELEASED",
  })
  void shouldEndAsWhatWeighsMost_rule11(String ways, ReservationState end) {
    try (EngineFixture engine = new EngineFixture()) {
      engine.receive("apple@shibuya=3");
      engine.reserve(ID, "apple@shibuya=3");
      engine.commit(ID, engine.timeMicros() + 1_000, true);
      String[] each = ways.split(" ", -1);
      for (int i = 0; i < each.length; i++) {
        String line = "apple@shibuya=" + (i < each.length - 1 ? 1 : 4 - each.length);
        switch (each[i]) {
          case "fulfil" -> engine.fulfil(ID, line);
          case "short" -> engine.shorten(ID, line);
          case "release" -> engine.release(ID, line);
          case "redeem" -> engine.sell(SellPolicy.RECORD, ID, line);
          case "expire" -> engine.after(Duration.ofMillis(1)).tick();
          default -> throw new IllegalArgumentException(ways);
        }
      }
      assertEquals(end, engine.state(ID));
      assertEquals(0, engine.stock("apple@shibuya").reserved());
    }
  }
}
