package io.zaiko.cli.demo;

import io.zaiko.cli.output.Times;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.LineAnswer;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one client sent, by request id, and what it was answered: the demo's own books, which no
 * crash of the server touches. Ids count up from 1 without a gap.
 *
 * <p>One thread at a time writes; others may read once it has handed over. About 40 bytes a
 * command, on the heap.
 */
final class Ledger {
  private final String name;
  private final List<LedgerPage> pages = new ArrayList<>();
  private int size;
  private long session;

  /** The ledger of the client that registers under this name. */
  Ledger(String name) {
    this.name = name;
  }

  /** The client's name. */
  String name() {
    return name;
  }

  /** The client's session, as its answers name it; 0 before the first. */
  long session() {
    return session;
  }

  /** Commands sent, which is the highest request id. */
  int size() {
    return size;
  }

  /**
   * Notes what is about to be sent.
   *
   * @param reservation the request id that made the reservation it is about; 0 = none
   * @return the request id to send it under
   */
  int note(Step step, int reservation, Basket basket) {
    int slot = size % LedgerPage.ENTRIES;
    if (slot == 0) {
      pages.add(new LedgerPage());
    }
    page(size + 1).note(slot, step, reservation, basket);
    return ++size;
  }

  /** Notes an answer. */
  void answered(CommandAnswer answer) {
    session = answer.session();
    int requestId = (int) answer.requestId();
    page(requestId)
        .answer(
            slot(requestId),
            answer.code().value(),
            answer.sequence(),
            answer.timeMicros(),
            detailOf(answer));
  }

  Step step(int requestId) {
    return page(requestId).step(slot(requestId));
  }

  /** The request id of the RESERVE that made the reservation it is about; 0 = none. */
  int reservation(int requestId) {
    return page(requestId).reservation(slot(requestId));
  }

  Basket basket(int requestId) {
    return page(requestId).basket(slot(requestId));
  }

  /** What it was answered; null if it was not. */
  ResultCode code(int requestId) {
    int code = page(requestId).code(slot(requestId));
    return code < 0 ? null : ResultCode.get((short) code);
  }

  /** Its place in the journal as answered; 0 if it was not, or outside the journal. */
  long sequence(int requestId) {
    return page(requestId).sequence(slot(requestId));
  }

  /** Engine time as answered, in microseconds. */
  long timeMicros(int requestId) {
    return page(requestId).timeMicros(slot(requestId));
  }

  /** The rest of the answer, see {@link #detailOf(CommandAnswer)}. */
  int detail(int requestId) {
    return page(requestId).detail(slot(requestId));
  }

  /** Whether the server promised that the journal has it. */
  boolean isAcknowledged(int requestId) {
    return sequence(requestId) > 0;
  }

  /** Whether an answer is the one noted: code, sequence, time, oversells and lines. */
  boolean says(int requestId, CommandAnswer answer) {
    return code(requestId) == answer.code()
        && sequence(requestId) == answer.sequence()
        && timeMicros(requestId) == answer.timeMicros()
        && detail(requestId) == detailOf(answer);
  }

  /** The id of the reservation that a request made. */
  String reservationId(int requestId) {
    return name + "-" + requestId;
  }

  /** For people: who asked for what. */
  String describe(int requestId) {
    return name + " request " + requestId + " (" + step(requestId) + ")";
  }

  /** For people: what it was answered. */
  String describeAnswer(int requestId) {
    return describeAnswer(
        code(requestId), sequence(requestId), timeMicros(requestId), detail(requestId));
  }

  /** The same for any answer. */
  static String describeAnswer(ResultCode code, long sequence, long timeMicros, int detail) {
    return "%s (sequence %d, time %s, digest of oversells and lines %08x)"
        .formatted(code, sequence, Times.iso(timeMicros), detail);
  }

  private LedgerPage page(int requestId) {
    return pages.get((requestId - 1) / LedgerPage.ENTRIES);
  }

  private static int slot(int requestId) {
    return (requestId - 1) % LedgerPage.ENTRIES;
  }

  /** The oversells and lines of an answer in one number, the same for the same content. */
  static int detailOf(CommandAnswer answer) {
    int detail = answer.oversellsOpened();
    for (LineAnswer line : answer.lines()) {
      detail = addLine(detail, line.line(), line.code(), line.quantity());
    }
    return detail;
  }

  /** The same from a reply of the journal's replay. */
  static int detailOf(CommandReplyDecoder reply) {
    int detail = reply.oversellsOpened();
    for (CommandReplyDecoder.LinesDecoder line : reply.lines()) {
      detail = addLine(detail, line.line(), line.code(), line.quantity());
    }
    return detail;
  }

  private static int addLine(int detail, int line, ResultCode code, int quantity) {
    return ((detail * 31 + line) * 31 + code.value()) * 31 + quantity + 1;
  }
}
