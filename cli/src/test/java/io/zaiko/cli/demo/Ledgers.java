package io.zaiko.cli.demo;

import io.zaiko.client.CommandAnswer;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes ledgers by hand, and copies of real ones with something planted in them. */
final class Ledgers {
  private Ledgers() {}

  /** An answer without lines. */
  static CommandAnswer answer(
      ResultCode code, long session, long requestId, long sequence, long timeMicros, int detail) {
    return new CommandAnswer(
        code,
        session,
        requestId,
        sequence,
        timeMicros,
        Durability.PROCESS,
        false,
        detail,
        0,
        List.of(),
        0,
        List.of());
  }

  /** Notes a step and its answer, OK at a sequence and a time; returns the request id. */
  static int ok(
      Ledger ledger, Step step, int reservation, Basket basket, long sequence, long timeMicros) {
    int id = ledger.note(step, reservation, basket);
    ledger.answered(answer(ResultCode.OK, 1, id, sequence, timeMicros, 0));
    return id;
  }

  /** The answer that a ledger has noted; its lines are not kept, but it says the same. */
  static CommandAnswer answerOf(Ledger ledger, int requestId) {
    return answer(
        ledger.code(requestId),
        ledger.session(),
        requestId,
        ledger.sequence(requestId),
        ledger.timeMicros(requestId),
        ledger.detail(requestId));
  }

  /** A copy in which one answer is another one. */
  static Ledger withAnswer(Ledger ledger, int requestId, UnaryOperator<CommandAnswer> change) {
    Ledger copy = new Ledger(ledger.name());
    for (int id = 1; id <= ledger.size(); id++) {
      copy.note(ledger.step(id), ledger.reservation(id), ledger.basket(id));
      CommandAnswer answer = answerOf(ledger, id);
      copy.answered(id == requestId ? change.apply(answer) : answer);
    }
    return copy;
  }

  /** A copy in which something else was sent under one id. */
  static Ledger withBasket(Ledger ledger, int requestId, Basket basket) {
    Ledger copy = new Ledger(ledger.name());
    for (int id = 1; id <= ledger.size(); id++) {
      copy.note(
          ledger.step(id), ledger.reservation(id), id == requestId ? basket : ledger.basket(id));
      copy.answered(answerOf(ledger, id));
    }
    return copy;
  }

  /** A copy of the first entries only. */
  static Ledger upTo(Ledger ledger, int lastRequestId) {
    Ledger copy = new Ledger(ledger.name());
    for (int id = 1; id <= lastRequestId; id++) {
      copy.note(ledger.step(id), ledger.reservation(id), ledger.basket(id));
      copy.answered(answerOf(ledger, id));
    }
    return copy;
  }
}
