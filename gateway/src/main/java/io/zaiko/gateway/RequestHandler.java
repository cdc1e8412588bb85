package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.PROTOCOL_VERSION;

import io.zaiko.engine.command.ReplyBounds;
import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Text;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.HelloDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ReservationQueryDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what becomes of one message: syntax, permission and limits, nothing else. Commands are
 * gathered for the ring, queries answered, what cannot be served refused, and what cannot even be
 * answered ends the connection.
 *
 * <p>Allocates nothing for a message of an open connection. Used by one I/O thread.
 */
final class RequestHandler {
  /** Offsets of the fields that every command, and every query, starts with. */
  private static final int REQUEST_ID_OFFSET =
      MESSAGE_HEADER_LENGTH + CommitDecoder.requestIdEncodingOffset();

  private static final int SESSION_OFFSET =
      MESSAGE_HEADER_LENGTH + CommitDecoder.sessionEncodingOffset();
  private static final int CORRELATION_ID_OFFSET =
      MESSAGE_HEADER_LENGTH + ReservationQueryDecoder.correlationIdEncodingOffset();

  private final CommandSyntax syntax;
  private final QueryAnswers queries;
  private final ServerMessages messages;
  private final CommandBatch batch;
  private final ReplyRoom room;
  private final CreditPool credits;
  private final ChangeFeed feed;
  private final BooleanSupplier takesCommands;
  private final ReplyBounds replyBounds = new ReplyBounds();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final HelloDecoder hello = new HelloDecoder();

  /**
   * @param takesCommands whether the disk has room for commands; asked once for each
   */
  RequestHandler(
      CommandSyntax syntax,
      QueryAnswers queries,
      ServerMessages messages,
      CommandBatch batch,
      ReplyRoom room,
      CreditPool credits,
      ChangeFeed feed,
      BooleanSupplier takesCommands) {
    this.syntax = syntax;
    this.queries = queries;
    this.messages = messages;
    this.batch = batch;
    this.room = room;
    this.credits = credits;
    this.feed = feed;
    this.takesCommands = takesCommands;
  }

  ServerMessages messages() {
    return messages;
  }

  /** Loads what the stock queries that {@link #ahead} was shown will look at. */
  StockAhead ahead() {
    return queries.ahead();
  }

  /** Shows the engine the commands that were admitted; see {@link CommandBatch#publish}. */
  void publishCommands() {
    batch.publish();
  }

  /** Takes a message of a connection, at least a message header long. */
  void onMessage(Connection connection, UnsafeBuffer buffer, int offset, int length) {
    header.wrap(buffer, offset);
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      connection.leave(ResultCode.MALFORMED, "schema " + header.schemaId() + " is not known here");
    } else if (connection.isGreeting()) {
      onFirstMessage(connection, buffer, offset, length);
    } else {
      onRequest(connection, buffer, offset, length);
    }
  }

  private void onFirstMessage(Connection connection, DirectBuffer buffer, int offset, int length) {
    int blockLength = header.blockLength();
    if (header.templateId() != HelloDecoder.TEMPLATE_ID) {
      connection.leave(ResultCode.MALFORMED, "the first message must be HELLO");
    } else if (blockLength < HelloDecoder.BLOCK_LENGTH
        || MESSAGE_HEADER_LENGTH + blockLength > length) {
      connection.leave(ResultCode.MALFORMED, "HELLO is not well formed");
    } else {
      onHello(connection, buffer, offset, length);
    }
  }

  private void onHello(Connection connection, DirectBuffer buffer, int offset, int length) {
    hello.wrapAndApplyHeader(buffer, offset, header);
    int version = hello.protocolVersion();
    int text = offset + MESSAGE_HEADER_LENGTH + header.blockLength();
    int end = offset + length;
    // The version comes first: another one may have other rules for the rest.
    if (version != PROTOCOL_VERSION) {
      connection.leave(
          ResultCode.NOT_PERMITTED,
          "protocol version " + PROTOCOL_VERSION + " is spoken here, not " + version);
    } else if (text >= end
        || text + 1 + (buffer.getByte(text) & 0xFF) != end
        || !Text.isName(buffer, text + 1, end - text - 1)) {
      connection.leave(ResultCode.MALFORMED, "HELLO is not well formed");
    } else {
      connection.onGreeted(credits.grantExtra());
      MutableDirectBuffer to = connection.outbound().claim(messages.maxWelcomeLength());
      connection
          .outbound()
          .commit(messages.welcome(to, connection.outbound().offset(), connection.credits()));
    }
  }

  private void onRequest(Connection connection, UnsafeBuffer buffer, int offset, int length) {
    ResultCode code = syntax.check(buffer, offset, length);
    MessageShape shape = syntax.shape();
    if (shape == null) {
      connection.leave(
          ResultCode.MALFORMED,
          header.templateId() == HelloDecoder.TEMPLATE_ID
              ? "HELLO was said already"
              : "message template " + header.templateId() + " is not known here");
    } else if (!isAnswerable(shape, length)) {
      connection.leave(ResultCode.MALFORMED, "a message too short to be answered");
    } else if (code != ResultCode.OK) {
      refuse(connection, shape, buffer, offset, code);
    } else if (shape.origin() == MessageShape.Origin.COMMAND) {
      admit(connection, shape, buffer, offset, length);
    } else {
      onQuery(connection, shape, buffer, offset, length);
    }
  }

  private void onQuery(
      Connection connection, MessageShape shape, UnsafeBuffer buffer, int offset, int length) {
    switch (shape) {
      case RESERVATION_QUERY, OPEN_RESERVATIONS_QUERY, ENDANGERED_QUERY, DEVICE_QUERY ->
          admit(connection, shape, buffer, offset, length);
      case STOCK_EVERYWHERE_QUERY -> {
        queries.everywhere().begin(connection.cursor(), buffer, offset);
        continueEverywhere(connection);
      }
      case SUBSCRIBE -> subscribe(connection, shape, buffer, offset);
      case UNSUBSCRIBE -> connection.subscriptions().end(correlationId(buffer, offset));
      default -> answer(connection, shape, buffer, offset);
    }
  }

  private static long correlationId(DirectBuffer query, int offset) {
    return query.getLong(offset + CORRELATION_ID_OFFSET, BYTE_ORDER);
  }

  private void subscribe(
      Connection connection, MessageShape shape, DirectBuffer buffer, int offset) {
    Subscriptions subscriptions = connection.subscriptions();
    if (subscriptions.has(correlationId(buffer, offset))) {
      refuse(connection, shape, buffer, offset, ResultCode.MALFORMED);
    } else if (subscriptions.isFull()) {
      refuse(connection, shape, buffer, offset, ResultCode.OVERLOADED);
    } else {
      Outbound outbound = connection.outbound();
      MutableDirectBuffer to = outbound.claim(ChangeFeed.SUBSCRIBED_LENGTH);
      outbound.commit(feed.subscribe(connection, buffer, offset, to, outbound.offset()));
    }
  }

  /** Whether the fields that an answer must repeat can be read. */
  private boolean isAnswerable(MessageShape shape, int length) {
    int needed =
        shape.origin() == MessageShape.Origin.QUERY
            ? CORRELATION_ID_OFFSET + Long.BYTES
            : SESSION_OFFSET + Long.BYTES;
    return length >= needed && MESSAGE_HEADER_LENGTH + header.blockLength() >= needed;
  }

  private void admit(
      Connection connection, MessageShape shape, UnsafeBuffer buffer, int offset, int length) {
    int space = ReplyRing.spaceFor(replyBounds.maxLength(shape, buffer, offset));
    if (!connection.hasCredit() || !room.take(space)) {
      refuse(connection, shape, buffer, offset, ResultCode.OVERLOADED);
      return;
    }
    boolean isCommand = shape.origin() == MessageShape.Origin.COMMAND;
    if (isCommand && !takesCommands.getAsBoolean()) {
      room.putBack(space);
      refuse(connection, shape, buffer, offset, ResultCode.NO_SPACE);
      return;
    }
    if (!batch.add(connection, buffer, offset, length, isCommand)) {
      room.putBack(space);
      refuse(connection, shape, buffer, offset, ResultCode.OVERLOADED);
      return;
    }
    connection.onAdmitted();
    room.onPublished(connection.index(), space);
  }

  private void answer(Connection connection, MessageShape shape, DirectBuffer buffer, int offset) {
    Outbound outbound = connection.outbound();
    MutableDirectBuffer to = outbound.claim(queries.maxLength(shape, buffer, offset));
    outbound.commit(queries.answer(shape, buffer, offset, to, outbound.offset()));
  }

  /** Writes parts of an answer until it is complete or the peer does not keep up. */
  void continueEverywhere(Connection connection) {
    Outbound outbound = connection.outbound();
    EverywhereCursor cursor = connection.cursor();
    do {
      int maxLength = queries.everywhere().maxPartLength(cursor);
      MutableDirectBuffer to = outbound.claim(maxLength);
      outbound.commit(queries.everywhere().part(cursor, maxLength, to, outbound.offset()));
    } while (cursor.isOpen() && connection.isWritable());
  }

  private void refuse(
      Connection connection, MessageShape shape, DirectBuffer buffer, int offset, ResultCode code) {
    Outbound outbound = connection.outbound();
    MutableDirectBuffer to = outbound.claim(ServerMessages.MAX_LENGTH);
    int length;
    if (shape.origin() == MessageShape.Origin.QUERY) {
      length = messages.refusedQuery(to, outbound.offset(), correlationId(buffer, offset), code);
    } else {
      long requestId = buffer.getLong(offset + REQUEST_ID_OFFSET, BYTE_ORDER);
      long session = buffer.getLong(offset + SESSION_OFFSET, BYTE_ORDER);
      length = messages.refusedCommand(to, outbound.offset(), requestId, session, code);
    }
    outbound.commit(length);
  }
}
