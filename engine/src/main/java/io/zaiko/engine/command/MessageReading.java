package io.zaiko.engine.command;

import io.zaiko.engine.core.Lines;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * What the decoders of commands share: lines, codes and texts of a message, with its references as
 * handles. Engine thread only; allocates nothing.
 */
final class MessageReading {
  private final RefResolver refs;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MessageLines messageLines = new MessageLines();
  private final MessageTexts texts = new MessageTexts();
  private final Lines lines = new Lines();
  private DirectBuffer buffer;

  MessageReading(Catalog catalog) {
    refs = new RefResolver(catalog);
  }

  /** A header to wrap decoders with. */
  MessageHeaderDecoder header() {
    return header;
  }

  /** Takes a message whose texts follow its fixed part. */
  MessageReading at(DirectBuffer buffer, int offset) {
    this.buffer = buffer;
    header.wrap(buffer, offset);
    texts.at(buffer, offset + Protocol.MESSAGE_HEADER_LENGTH + header.blockLength());
    return this;
  }

  /** Takes a message that has codes and no lines. */
  MessageReading atCodes(DirectBuffer buffer, int offset) {
    this.buffer = buffer;
    messageLines.wrapCodes(buffer, offset);
    texts.at(buffer, messageLines.limit());
    return this;
  }

  /** Takes a message that has lines, and resolves them. */
  MessageReading atLines(DirectBuffer buffer, int offset) {
    this.buffer = buffer;
    refs.lines(messageLines.wrap(buffer, offset), buffer, lines);
    texts.at(buffer, messageLines.limit());
    return this;
  }

  /** The lines of the message last taken by {@link #atLines}. */
  Lines lines() {
    return lines;
  }

  /** The next text of the message. */
  TextRef next(TextRef into) {
    return texts.next(into);
  }

  int sku(int ref) {
    return refs.sku(ref, messageLines, buffer);
  }

  int location(int ref) {
    return refs.location(ref, messageLines, buffer);
  }
}
