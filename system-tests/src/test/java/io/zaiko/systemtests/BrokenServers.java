package io.zaiko.systemtests;

import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.CommandReplyEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockQueryDecoder;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Mistakes that a server might make, for {@link TamperingProxy}. */
final class BrokenServers {
  private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int AFTER_CORRELATION_ID = BODY + Long.BYTES;

  private BrokenServers() {}

  private static int templateId(byte[] message) {
    return new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0).templateId();
  }

  /** No mistake at all: so that a mistake of the proxy is not taken for one of a broken server. */
  static final class Honest implements TamperingProxy.Tamper {
    @Override
    public void toServer(int connection, byte[] message) {}

    @Override
    public byte[] toClient(int connection, byte[] message) {
      return message;
    }
  }

  /**
   * Answers a question about stock with what it answered to the same question before, whoever
   * asked: a cache that nobody told of changes in time.
   */
  static final class StaleStock implements TamperingProxy.Tamper {
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final Map<String, byte[]> answered = new ConcurrentHashMap<>();

    @Override
    public void toServer(int connection, byte[] message) {
      if (templateId(message) == StockQueryDecoder.TEMPLATE_ID) {
        String question =
            Arrays.toString(Arrays.copyOfRange(message, AFTER_CORRELATION_ID, message.length));
        asked.put(correlation(connection, message), question);
      }
    }

    @Override
    public byte[] toClient(int connection, byte[] message) {
      if (templateId(message) != StockReplyDecoder.TEMPLATE_ID) {
        return message;
      }
      String question = asked.remove(correlation(connection, message));
      byte[] before = answered.put(question, message);
      if (before == null) {
        return message;
      }
      byte[] stale = before.clone();
      System.arraycopy(message, BODY, stale, BODY, Long.BYTES);
      return stale;
    }

    private static String correlation(int connection, byte[] message) {
      return connection + ":" + new UnsafeBuffer(message).getLong(BODY);
    }
  }

  /** Says OK where there is not enough: it promises, or sells, what it has not got. */
  static final class EmptyPromises implements TamperingProxy.Tamper {
    @Override
    public void toServer(int connection, byte[] message) {}

    @Override
    public byte[] toClient(int connection, byte[] message) {
      if (templateId(message) != CommandReplyDecoder.TEMPLATE_ID) {
        return message;
      }
      UnsafeBuffer buffer = new UnsafeBuffer(message.clone());
      CommandReplyDecoder reply =
          new CommandReplyDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
      return reply.code() == ResultCode.INSUFFICIENT ? asIfDone(buffer) : message;
    }

    /** The same reply with OK, and without the lines that fell short. */
    private static byte[] asIfDone(UnsafeBuffer buffer) {
      CommandReplyEncoder reply = new CommandReplyEncoder().wrap(buffer, BODY).code(ResultCode.OK);
      reply.linesCount(0);
      reply.firstEndangeredCount(0);
      byte[] changed = new byte[BODY + reply.encodedLength()];
      buffer.getBytes(0, changed);
      return changed;
    }
  }
}
