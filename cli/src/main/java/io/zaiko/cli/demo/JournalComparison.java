package io.zaiko.cli.demo;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Holds every record of a journal against the ledgers, and every acknowledged command of the
 * ledgers against the journal. As a hook of a replay it sees each record with the answer that the
 * replay gives to it.
 *
 * <ul>
 *   <li><b>lost</b>: the server acknowledged it, but no record executes it
 *   <li><b>invented</b>: a record that was never sent, or not with this content
 *   <li><b>contradicted</b>: executed, but with another code, sequence, time or line than the
 *       server said; or executed twice; or answered differently when repeated
 * </ul>
 *
 * <p>A command that was never answered may be in the journal or not; both is right. Not thread
 * safe.
 */
final class JournalComparison implements ReplayHook {
  private final Assortment assortment;
  private final Long2ObjectHashMap<Book> books = new Long2ObjectHashMap<>();
  private final Findings lost = new Findings();
  private final Findings invented = new Findings();
  private final Findings contradicted = new Findings();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommitDecoder anyCommand = new CommitDecoder();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final MessageLines lines = new MessageLines();

  /** A ledger, and which of its commands were seen executed. */
  private record Book(Ledger ledger, BitSet executed) {}

  JournalComparison(List<Ledger> ledgers, Assortment assortment) {
    this.assortment = assortment;
    for (Ledger ledger : ledgers) {
      books.put(ledger.session(), new Book(ledger, new BitSet(ledger.size() + 1)));
    }
  }

  @Override
  public void onCommand(ReplayedCommand command, CommandDispatcher dispatcher) {
    header.wrap(command.buffer(), command.offset());
    MessageShape shape = MessageShape.of(header.templateId());
    if (shape.origin() == MessageShape.Origin.INTERNAL || shape == MessageShape.REGISTER) {
      return;
    }
    anyCommand.wrap(
        command.buffer(),
        command.offset() + Protocol.MESSAGE_HEADER_LENGTH,
        header.blockLength(),
        header.version());
    invented.compared();
    Book book = books.get(anyCommand.session());
    long requestId = anyCommand.requestId();
    if (book == null || requestId < 1 || requestId > book.ledger.size()) {
      invented.wrong(
          "sequence %d is a %s of session %d, request %d, which nobody sent"
              .formatted(command.sequence(), shape, anyCommand.session(), requestId));
      return;
    }
    int id = (int) requestId;
    if (!isAsSent(book.ledger, id, shape, command)) {
      invented.wrong(
          "sequence %d is not what %s was".formatted(command.sequence(), book.ledger.describe(id)));
    }
    reply.wrapAndApplyHeader(command.reply(), 0, header);
    compareAnswer(book, id, command.sequence());
  }

  private void compareAnswer(Book book, int requestId, long sequence) {
    Ledger ledger = book.ledger;
    boolean repeated = reply.flags().repeated();
    if (repeated != book.executed.get(requestId)) {
      contradicted.wrong(
          ledger.describe(requestId)
              + (repeated ? " is answered as a repeat but was not executed" : " is executed twice")
              + " at sequence "
              + sequence);
    }
    book.executed.set(requestId);
    if (ledger.code(requestId) == null) {
      return; // nobody was told anything
    }
    contradicted.compared();
    int detail = Ledger.detailOf(reply); // walks the lines, which can be done once
    boolean same =
        reply.code() == ledger.code(requestId)
            && reply.sequence() == ledger.sequence(requestId)
            && reply.time() == ledger.timeMicros(requestId)
            && detail == ledger.detail(requestId);
    if (!same) {
      contradicted.wrong(
          "%s was answered %s, but the journal says %s"
              .formatted(
                  ledger.describe(requestId),
                  ledger.describeAnswer(requestId),
                  Ledger.describeAnswer(reply.code(), reply.sequence(), reply.time(), detail)));
    }
  }

  private boolean isAsSent(
      Ledger ledger, int requestId, MessageShape shape, ReplayedCommand command) {
    Step step = ledger.step(requestId);
    if (shape != step.shape()) {
      return false;
    }
    DirectBuffer buffer = command.buffer();
    int texts = command.offset() + Protocol.MESSAGE_HEADER_LENGTH + header.blockLength();
    Basket basket = ledger.basket(requestId);
    if (shape == MessageShape.DEFINE_LOCATION) {
      return isText(buffer, texts, assortment.storeBytesOf(basket.pair(0)));
    }
    if (shape == MessageShape.DEFINE_SKU) {
      return isText(buffer, texts, assortment.skuBytesOf(basket.pair(0)));
    }
    if (shape.groups() == MessageShape.Groups.LINES
        || shape.groups() == MessageShape.Groups.LINES_AND_CHOICES) {
      lines.wrap(buffer, command.offset());
      texts = lines.limit();
      if (!areLines(buffer, basket)) {
        return false;
      }
    }
    int maker = step.makesReservation() ? requestId : ledger.reservation(requestId);
    return maker == 0
        || isText(buffer, texts, ledger.reservationId(maker).getBytes(StandardCharsets.UTF_8));
  }

  private boolean areLines(DirectBuffer buffer, Basket basket) {
    if (lines.count() != basket.size() || lines.choiceCount() != 0) {
      return false; // the demo leaves nothing to choose
    }
    for (int i = 0; i < basket.size(); i++) {
      boolean same =
          lines.quantity(i) == basket.quantity(i)
              && isCode(buffer, lines.sku(i), assortment.skuBytesOf(basket.pair(i)))
              && isCode(buffer, lines.location(i), assortment.storeBytesOf(basket.pair(i)));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** The demo names everything by code, so a handle is something that it did not send. */
  private boolean isCode(DirectBuffer buffer, int ref, byte[] code) {
    if (ref >= 0) {
      return false;
    }
    int index = Protocol.codeIndex(ref);
    return isBytes(buffer, lines.codeOffset(index), lines.codeLength(index), code);
  }

  private static boolean isText(DirectBuffer buffer, int offset, byte[] text) {
    return isBytes(buffer, offset + 1, buffer.getByte(offset) & 0xFF, text);
  }

  private static boolean isBytes(DirectBuffer buffer, int offset, int length, byte[] text) {
    if (length != text.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer.getByte(offset + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Looks for what was acknowledged and never seen; once, when the whole journal was read. */
  void finish() {
    for (Book book : books.values()) {
      Ledger ledger = book.ledger;
      for (int id = 1; id <= ledger.size(); id++) {
        if (ledger.isAcknowledged(id)) {
          lost.compared();
          if (!book.executed.get(id)) {
            lost.wrong(
                "%s was answered %s, but the journal does not have it"
                    .formatted(ledger.describe(id), ledger.describeAnswer(id)));
          }
        }
      }
    }
  }

  /** Acknowledged commands, and those of them that the journal does not have. */
  Findings lost() {
    return lost;
  }

  /** Records that nobody sent like this. */
  Findings invented() {
    return invented;
  }

  /** Answers compared with the ledgers, and those that differ. */
  Findings contradicted() {
    return contradicted;
  }
}
