package io.zaiko.engine.command;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.core.ResultCode;
import io.zaiko.engine.reservation.LineResults;
import io.zaiko.engine.reservation.SessionTable;
import io.zaiko.engine.reservation.SessionTable.Admission;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.ConfigureDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Takes journaled messages to the engine and its outcomes back into messages. The live server,
 * replay and recovery all apply records through here, so they cannot differ.
 *
 * <p>Engine thread only, but for {@link #newReader}. Allocates nothing after construction.
 */
public final class CommandDispatcher implements AutoCloseable {
  /** Longest reply to a command or a ring query, in bytes. */
  public static final int MAX_REPLY_LENGTH =
      Math.max(ReplyEncoder.MAX_LENGTH, RingAnswers.MAX_LENGTH);

  private final InventoryEngine engine;
  private final CommandDecoder decoder;
  private final Toucher toucher;
  private final ReplyEncoder replies;
  private final RingAnswers ringAnswers;
  private final ReplyBounds replyBounds = new ReplyBounds();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommitDecoder anyCommand = new CommitDecoder();
  private final Outcome quarantined = Outcome.quarantined();
  private final LineResults repeatedLines = new LineResults(Outcome.MAX_LINE_RESULTS);

  private CommandDispatcher(EngineConfig config, Durability durability) {
    engine = new InventoryEngine(config);
    decoder = new CommandDecoder(engine);
    toucher = new Toucher(engine);
    replies = new ReplyEncoder(durability);
    ringAnswers = new RingAnswers(engine);
  }

  /**
   * An empty engine as configured by the first record of a journal.
   *
   * @param durability the level that replies will name
   * @throws IllegalArgumentException if the message is not a sound CONFIGURE
   */
  public static CommandDispatcher create(
      DirectBuffer configureMessage, int offset, int length, Durability durability) {
    return new CommandDispatcher(ConfigurationCodec.decode(configureMessage, offset), durability);
  }

  /**
   * The settings in a message, or null if it is no CONFIGURE.
   *
   * @throws IllegalArgumentException if they are not sound
   */
  public static EngineConfig configurationIn(DirectBuffer message, int offset) {
    int templateId = new MessageHeaderDecoder().wrap(message, offset).templateId();
    return templateId == ConfigureDecoder.TEMPLATE_ID
        ? ConfigurationCodec.decode(message, offset)
        : null;
  }

  /** Writes a CONFIGURE message and returns its length. */
  public static int encodeConfigure(EngineConfig config, MutableDirectBuffer buffer, int offset) {
    return ConfigurationCodec.encode(config, buffer, offset);
  }

  public EngineConfig config() {
    return engine.config();
  }

  /**
   * First pass over a batch: begins to load the memory that a command will need. After the last
   * command of the batch call {@link #endTouch}. Changes nothing.
   */
  public void touch(DirectBuffer message, int offset) {
    try {
      toucher.add(message, offset);
    } catch (RuntimeException e) {
      // Nothing was changed. A message that cannot even be read fails when it is applied, or is
      // passed over then: only there is it known which record of the batch that is.
    }
  }

  /**
   * Ends the first pass: loads what is still missing.
   *
   * @return a number that depends on all that was loaded, so that the loads are really made
   */
  public long endTouch() {
    return toucher.finish();
  }

  /**
   * Applies one journaled record: what is due expires, then the command runs.
   *
   * @param sequence one more than the last record's
   * @param timeMicros engine time of the batch
   * @param crc32c checksum of the message's bytes
   * @param reply takes the reply, up to {@link #MAX_REPLY_LENGTH} bytes from {@code replyOffset};
   *     null where nobody wants one
   * @return length of the reply
   */
  public int apply(
      long sequence,
      long timeMicros,
      int crc32c,
      DirectBuffer message,
      int offset,
      int length,
      MutableDirectBuffer reply,
      int replyOffset) {
    header.wrap(message, offset);
    MessageShape shape = MessageShape.of(header.templateId());
    anyCommand.wrap(
        message, offset + Protocol.MESSAGE_HEADER_LENGTH, header.blockLength(), header.version());
    long requestId = anyCommand.requestId();
    long session = anyCommand.session();
    engine.beginRecord(sequence, timeMicros);
    return switch (shape) {
      case TICK, VOID -> reply(ResultCode.OK, requestId, session, reply, replyOffset);
      case CONFIGURE -> {
        ResultCode code = sequence == 1 ? ResultCode.OK : ResultCode.ILLEGAL_STATE;
        yield reply(code, requestId, session, reply, replyOffset);
      }
      case REGISTER -> register(requestId, message, offset, reply, replyOffset);
      default -> {
        Admission admission = engine.admit(session, requestId, crc32c, length);
        yield switch (admission) {
          case EXECUTE -> {
            Outcome outcome = decoder.execute(shape, message, offset);
            engine.remember(session, requestId, crc32c, length, outcome);
            yield replies.executed(reply, replyOffset, requestId, session, engine, outcome);
          }
          case REPEAT_ANSWER ->
              repeatAnswer(requestId, session, shape, message, offset, reply, replyOffset);
          case SESSION_EXPIRED ->
              reply(ResultCode.SESSION_EXPIRED, requestId, session, reply, replyOffset);
          case REQUEST_TOO_OLD ->
              reply(ResultCode.REQUEST_TOO_OLD, requestId, session, reply, replyOffset);
          case IDEMPOTENCY_CONFLICT ->
              reply(ResultCode.IDEMPOTENCY_CONFLICT, requestId, session, reply, replyOffset);
        };
      }
    };
  }

  /**
   * Passes over a journaled record that a VOID names: time passes as before any other, and a
   * command of a live session is answered QUARANTINED, for good. Nothing else of the message is
   * looked at. The arguments are those of {@link #apply}.
   *
   * @return length of the reply
   */
  public int applyVoided(
      long sequence,
      long timeMicros,
      int crc32c,
      DirectBuffer message,
      int offset,
      int length,
      MutableDirectBuffer reply,
      int replyOffset) {
    engine.beginRecord(sequence, timeMicros);
    if (!isOfASession(message, offset, length)) {
      return reply(ResultCode.QUARANTINED, 0, 0, reply, replyOffset);
    }
    anyCommand.wrap(
        message, offset + Protocol.MESSAGE_HEADER_LENGTH, header.blockLength(), header.version());
    long requestId = anyCommand.requestId();
    long session = anyCommand.session();
    if (requestId > 0 && engine.admit(session, requestId, crc32c, length) == Admission.EXECUTE) {
      engine.remember(session, requestId, crc32c, length, quarantined);
    }
    return reply(ResultCode.QUARANTINED, requestId, session, reply, replyOffset);
  }

  private boolean isOfASession(DirectBuffer message, int offset, int length) {
    header.wrap(message, offset);
    MessageShape shape = MessageShape.of(header.templateId());
    return shape != null
        && shape.origin() == MessageShape.Origin.COMMAND
        && shape != MessageShape.REGISTER
        && length >= Protocol.MESSAGE_HEADER_LENGTH + shape.blockLength();
  }

  private int register(
      long requestId,
      DirectBuffer message,
      int offset,
      MutableDirectBuffer reply,
      int replyOffset) {
    long session = engine.register(decoder.clientName(message, offset));
    long highest = engine.sessions().highestRequestId(session);
    return replies.registered(reply, replyOffset, requestId, session, highest, engine);
  }

  private int reply(
      ResultCode code, long requestId, long session, MutableDirectBuffer reply, int replyOffset) {
    return replies.notExecuted(reply, replyOffset, requestId, session, engine, code.number());
  }

  /**
   * The first answer again. An answer that this message cannot have got is that of another one
   * which somebody made to have the same checksum: it might not fit where this reply is to go.
   */
  private int repeatAnswer(
      long requestId,
      long session,
      MessageShape shape,
      DirectBuffer message,
      int offset,
      MutableDirectBuffer reply,
      int replyOffset) {
    SessionTable sessions = engine.sessions();
    repeatedLines.clear();
    sessions.rememberedLines(session, requestId, repeatedLines);
    if (repeatedLines.count() > replyBounds.mostLines(shape, message, offset)) {
      return reply(ResultCode.IDEMPOTENCY_CONFLICT, requestId, session, reply, replyOffset);
    }
    return replies.repeated(
        reply,
        replyOffset,
        requestId,
        session,
        sessions.rememberedSequence(session, requestId),
        sessions.rememberedTimeMicros(session, requestId),
        sessions.rememberedCode(session, requestId),
        sessions.rememberedOversells(session, requestId),
        repeatedLines);
  }

  /**
   * Answers a query about reservations or devices between two commands; nothing is journaled and
   * nothing changes.
   *
   * @return length of the reply
   */
  public int answer(
      DirectBuffer query, int offset, int length, MutableDirectBuffer reply, int replyOffset) {
    return ringAnswers.answer(query, offset, reply, replyOffset);
  }

  /** To be called before the records of a batch are applied. */
  public void beginBatch() {
    engine.beginBatch();
  }

  /** To be called once the last position of a batch is published. */
  public void endBatch() {
    engine.endBatch();
  }

  /** Lets readers see that everything up to a sequence is applied. Once per batch. */
  public void publishPosition(long sequence, long timeMicros) {
    engine.publishPosition(sequence, timeMicros);
  }

  /** The state in 64 bits; O(1). */
  public long stateHash() {
    return engine.stateHash();
  }

  /** The same from scratch; reads every record. */
  public long recomputeStateHash() {
    return engine.recomputeStateHash();
  }

  /** All that decides future answers in 64 bits; O(1). What a batch in the journal carries. */
  public long digest() {
    return engine.digest();
  }

  /** The same from scratch; reads every record. */
  public long recomputeDigest() {
    return engine.recomputeDigest();
  }

  /** When something is due next, in microseconds; Long.MAX_VALUE if nothing ever is. */
  public long nextDeadlineMicros() {
    return engine.nextDeadlineMicros();
  }

  public InventoryEngine engine() {
    return engine;
  }

  /** A reader for one I/O thread. Any thread may ask. */
  public AvailabilityReader newReader() {
    return engine.newReader();
  }

  /** Gives the tables' memory back; no reader may read any more. */
  @Override
  public void close() {
    engine.close();
  }
}
