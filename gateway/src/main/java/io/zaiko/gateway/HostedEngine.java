package io.zaiko.gateway;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** The real engine behind the gateway's seams. */
final class HostedEngine implements ServedEngine, CommandRing {
  private final EngineHost host;
  private final CommandIntake intake;

  HostedEngine(EngineHost host) {
    this.host = host;
    this.intake = host.intake();
  }

  @Override
  public CommandRing ring() {
    return this;
  }

  @Override
  public int ringSlots() {
    return host.ringSlots();
  }

  @Override
  public int maxReplyLength() {
    return CommandDispatcher.MAX_REPLY_LENGTH;
  }

  @Override
  public AvailabilityReader newReader() {
    return host.newReader();
  }

  @Override
  public NearestSearch newNearestSearch(AvailabilityReader reader) {
    return host.newNearestSearch(reader, Protocol.MAX_ROWS);
  }

  @Override
  public ChangeReader newChangeReader() {
    return host.newChangeReader();
  }

  @Override
  public EngineConfig config() {
    return host.config();
  }

  @Override
  public Durability durability() {
    return host.durability();
  }

  @Override
  public boolean takesCommands() {
    return host.takesCommands();
  }

  @Override
  public CompletableFuture<Throwable> failed() {
    return host.failed();
  }

  @Override
  public void drain() {
    host.drain();
  }

  @Override
  public int slotsFor(int messageLength) {
    return CommandIntake.slotsFor(messageLength);
  }

  @Override
  public long claim(int slots) {
    return intake.claim(slots);
  }

  @Override
  public long write(
      long slot,
      int loop,
      int connection,
      int generation,
      boolean journaled,
      DirectBuffer source,
      int offset,
      int length) {
    return intake.write(slot, loop, connection, generation, journaled, source, offset, length);
  }

  @Override
  public void publish(long first, int slots) {
    intake.publish(first, slots);
  }
}
