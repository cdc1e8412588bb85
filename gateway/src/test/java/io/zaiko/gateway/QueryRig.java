package io.zaiko.gateway;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Asks what is answered beside the engine, as an I/O thread would. */
final class QueryRig {
  private final QueryAnswers answers;
  private final CommandSyntax syntax;

  QueryRig(FakeEngine engine) {
    AvailabilityReader reader = engine.newReader();
    answers = new QueryAnswers(reader, engine.newNearestSearch(reader));
    syntax = new CommandSyntax(engine.config().channels().size());
  }

  QueryAnswers answers() {
    return answers;
  }

  /** The answer to a query that gets one message; it must keep to its announced length. */
  Answer answer(byte[] query) {
    UnsafeBuffer buffer = checked(query);
    int maxLength = answers.maxLength(syntax.shape(), buffer, 0);
    UnsafeBuffer reply = new UnsafeBuffer(new byte[maxLength + 8]);
    return whole(reply, answers.answer(syntax.shape(), buffer, 0, reply, 8), maxLength);
  }

  /** All parts of an answer to a STOCK_EVERYWHERE_QUERY. */
  List<Answer> parts(byte[] query) {
    EverywhereCursor cursor = new EverywhereCursor();
    answers.everywhere().begin(cursor, checked(query), 0);
    List<Answer> parts = new ArrayList<>();
    while (cursor.isOpen()) {
      parts.add(part(cursor, answers.everywhere().maxPartLength(cursor)));
    }
    return parts;
  }

  Answer part(EverywhereCursor cursor, int maxLength) {
    UnsafeBuffer reply = new UnsafeBuffer(new byte[maxLength + 8]);
    return whole(reply, answers.everywhere().part(cursor, maxLength, reply, 8), maxLength);
  }

  private UnsafeBuffer checked(byte[] query) {
    UnsafeBuffer buffer = new UnsafeBuffer(query);
    ResultCode code = syntax.check(buffer, 0, query.length);
    if (code != ResultCode.OK) {
      throw new AssertionError("the query is " + code);
    }
    return buffer;
  }

  private static Answer whole(UnsafeBuffer reply, int length, int maxLength) {
    if (length > maxLength) {
      throw new AssertionError(length + " bytes where " + maxLength + " were announced");
    }
    byte[] bytes = new byte[length];
    reply.getBytes(8, bytes);
    return new Answer(new UnsafeBuffer(bytes));
  }
}
