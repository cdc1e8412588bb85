package io.zaiko.engine.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.pipeline.Messages;
import io.zaiko.engine.pipeline.RecordingSink;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.Durability;
import java.nio.file.Path;
import java.time.Duration;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A data directory, and a host on it that takes one command at a time. */
abstract class HostFixture {
  static final JournalSettings SMALL_FILES =
      new JournalSettings(1 << 20, Duration.ofHours(1), 2 << 20);

  @TempDir Path temporary;

  final Messages messages = new Messages();
  final RecordingSink sink = new RecordingSink();
  Path data;

  @BeforeEach
  void setUp() {
    data = temporary.resolve("data");
  }

  EngineHost open(Durability durability, EngineConfig proposed) {
    HostConfig config =
        new HostConfig(data, durability, proposed, 1024, WaitMode.BLOCKING, SMALL_FILES);
    EngineHost host = EngineHost.open(config, sink, RecoveryProgress.NONE);
    host.start();
    return host;
  }

  EngineHost open(Durability durability) {
    return open(durability, Messages.smallConfig());
  }

  void execute(EngineHost host, DirectBuffer message) {
    CommandIntake intake = host.intake();
    int slots = CommandIntake.slotsFor(message.capacity());
    long first = intake.claim(slots);
    assertTrue(first >= 0);
    intake.write(first, 0, 0, 0, true, message, 0, message.capacity());
    intake.publish(first, slots);
    host.drain();
  }

  void stock(EngineHost host) {
    execute(host, messages.register("till-1"));
    messages.session(sink.lastSession());
    execute(host, messages.defineSku("sku-1", ""));
    execute(host, messages.defineLocation("store-1"));
    execute(host, messages.receive(0, 0, 7, 1));
  }

  static int sellable(EngineHost host) {
    AvailabilityReader reader = host.newReader();
    reader.read(0, 0, AvailabilityReader.NO_CHANNEL);
    return reader.sellable();
  }

  static long sequence(EngineHost host) {
    AvailabilityReader reader = host.newReader();
    reader.readPosition();
    return reader.sequence();
  }

  JournalVerification verify() {
    return JournalVerification.of(
        DataDirectory.journalOf(data).scan(), ReplayHook.NONE, RecoveryProgress.NONE);
  }
}
