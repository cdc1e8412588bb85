package io.zaiko.replay;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A real engine without a network: what is sent here stands in the journal once answered. */
final class JournalFixture implements AutoCloseable {
  /** What a command was answered. */
  record Answer(ResultCode code, long sequence, long timeMicros, long session) {}

  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final ExpandableArrayBuffer message = new ExpandableArrayBuffer();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final EngineHost host;
  private final long session;
  private long requestId;

  /** Opens a data directory, and registers. */
  JournalFixture(Path dataDirectory) {
    EngineConfig proposed =
        new EngineConfig(
            1,
            2,
            100,
            10,
            1_000,
            100,
            1_000,
            10,
            20,
            64,
            1_000,
            100,
            60_000_000L,
            EngineConfig.DEFAULT_CHANNELS);
    host =
        EngineHost.open(
            HostConfig.defaults(dataDirectory, proposed), new Replies(), RecoveryProgress.NONE);
    host.start();
    RegisterEncoder register = new RegisterEncoder();
    register
        .wrapAndApplyHeader(message, 0, header)
        .requestId(1)
        .session(0)
        .referenceTime(0)
        .clientName("replay-test");
    session = send(register.limit()).session();
  }

  Answer defineSku(String code) {
    DefineSkuEncoder define = new DefineSkuEncoder();
    define
        .wrapAndApplyHeader(message, 0, header)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .code(code)
        .name("");
    return send(define.limit());
  }

  Answer defineLocation(String code) {
    DefineLocationEncoder define = new DefineLocationEncoder();
    define
        .wrapAndApplyHeader(message, 0, header)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .locationType(LocationType.STORE)
        .channels(0)
        .latitude(Protocol.NO_COORDINATE)
        .longitude(Protocol.NO_COORDINATE)
        .code(code)
        .name("")
        .region("");
    return send(define.limit());
  }

  Answer receive(String sku, String location, long quantity) {
    ReceiveEncoder receive = new ReceiveEncoder();
    receive
        .wrapAndApplyHeader(message, 0, header)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .channel((short) Protocol.NO_CHANNEL);
    receive
        .linesCount(1)
        .next()
        .sku(Protocol.codeRef(0))
        .location(Protocol.codeRef(1))
        .quantity(quantity);
    receive.codesCount(2).next().code(sku).next().code(location);
    receive.reference("");
    return send(receive.limit());
  }

  Answer sell(String sku, String location, long quantity) {
    SellEncoder sell = new SellEncoder();
    sell.wrapAndApplyHeader(message, 0, header)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .channel((short) Protocol.NO_CHANNEL)
        .policy(SellPolicy.RECORD);
    sell.linesCount(1)
        .next()
        .sku(Protocol.codeRef(0))
        .location(Protocol.codeRef(1))
        .quantity(quantity);
    sell.codesCount(2).next().code(sku).next().code(location);
    sell.reference("");
    return send(sell.limit());
  }

  Answer reserve(String id, String sku, String location, long quantity) {
    ReserveEncoder reserve = new ReserveEncoder();
    reserve
        .wrapAndApplyHeader(message, 0, header)
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .hold(0)
        .channel((short) 0)
        .flags()
        .clear()
        .paid(true);
    reserve
        .linesCount(1)
        .next()
        .sku(Protocol.codeRef(0))
        .location(Protocol.codeRef(1))
        .quantity(quantity);
    reserve.codesCount(2).next().code(sku).next().code(location);
    reserve.reservationId(id);
    return send(reserve.limit());
  }

  private Answer send(int length) {
    CommandIntake intake = host.intake();
    int slots = CommandIntake.slotsFor(length);
    long first = intake.claim(slots);
    if (first < 0) {
      throw new IllegalStateException("the ring is full although every answer is awaited");
    }
    try {
      intake.write(first, 0, 0, 0, true, message, 0, length);
    } finally {
      intake.publish(first, slots);
    }
    return await();
  }

  private Answer await() {
    try {
      Answer answer = answers.poll(30, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("no answer from the engine");
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    host.drain();
    host.close();
  }

  private final class Replies implements ReplySink {
    private final MessageHeaderDecoder replyHeader = new MessageHeaderDecoder();
    private final CommandReplyDecoder command = new CommandReplyDecoder();
    private final RegisteredDecoder registered = new RegisteredDecoder();

    @Override
    public void reply(
        int loop, int connection, int generation, DirectBuffer reply, int offset, int length) {
      DirectBuffer bytes = new UnsafeBuffer(reply, offset, length);
      replyHeader.wrap(bytes, 0);
      if (replyHeader.templateId() == RegisteredDecoder.TEMPLATE_ID) {
        registered.wrapAndApplyHeader(bytes, 0, replyHeader);
        answers.add(
            new Answer(
                registered.code(), registered.sequence(), registered.time(), registered.session()));
      } else {
        command.wrapAndApplyHeader(bytes, 0, replyHeader);
        answers.add(
            new Answer(command.code(), command.sequence(), command.time(), command.session()));
      }
    }

    @Override
    public void endOfBatch() {}
  }
}
