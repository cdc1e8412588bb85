package io.zaiko.replay;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.*;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A real engine without a network: what is sent here stands in the journal once answered. */
final class JournalFixture implements AutoCloseable {
  /** What a command was answered. */
  record Answer(ResultCode code, long sequence, long timeMicros, long session) {}

  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final CommandMessages messages = new CommandMessages();
  private final EngineHost host;

  /** Opens a data directory, and registers. */
  JournalFixture(Path dataDirectory) {
    this(dataDirectory, "replay-test");
  }

  /** The same as a client that has not been there before: request ids begin with 1. */
  JournalFixture(Path dataDirectory, String client) {
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
            1_024,
            100,
            60_000_000L,
            3_600_000_000L,
            3_600_000_000L,
            16,
            256,
            16,
            4_096,
            EngineConfig.DEFAULT_CHANNELS);
    host =
        EngineHost.open(
            HostConfig.defaults(dataDirectory, proposed), new Replies(), RecoveryProgress.NONE);
    host.start();
    messages.session(send(messages.register(client)).session());
  }

  /** Writes the commands that {@link #send} takes. */
  CommandMessages messages() {
    return messages;
  }

  Answer defineSku(String code) {
    return send(messages.defineSku(code));
  }

  Answer defineLocation(String code) {
    return send(messages.defineLocation(code));
  }

  Answer receive(String sku, String location, long quantity) {
    return send(messages.receive("", sku + "@" + location + "=" + quantity));
  }

  Answer sell(String sku, String location, long quantity) {
    return send(messages.sell("", sku + "@" + location + "=" + quantity));
  }

  Answer reserve(String id, String sku, String location, long quantity) {
    return send(messages.reserve(id, 0, sku + "@" + location + "=" + quantity));
  }

  /** Sends the message that was just written, on which the engine fails. */
  void sendAndStop(int length) {
    publish(length);
    host.failed().join();
  }

  /** Sends the message that was just written, and waits for its answer. */
  Answer send(int length) {
    publish(length);
    return await();
  }

  private void publish(int length) {
    CommandIntake intake = host.intake();
    int slots = CommandIntake.slotsFor(length);
    long first = intake.claim(slots);
    if (first < 0) {
      throw new IllegalStateException("the ring is full although every answer is awaited");
    }
    try {
      intake.write(first, 0, 0, 0, true, messages.buffer(), 0, length);
    } finally {
      intake.publish(first, slots);
    }
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
