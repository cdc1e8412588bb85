package io.zaiko.gateway;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real state machine behind a ring that moves only when a test says so. Messages wait until
 * {@link #answerAll}, or are answered as they come after {@link #answerAtOnce}.
 */
final class FakeEngine implements ServedEngine, CommandRing, AutoCloseable {
  /** Changes that are kept for those who follow them. */
  static final int CHANGES = 1024;

  private static final int SLOT_LENGTH = 256;

  /** A message as it came through the ring. */
  record Entry(int loop, int connection, int generation, boolean journaled, UnsafeBuffer buffer) {
    byte[] message() {
      return buffer.byteArray();
    }
  }

  private Durability durability = Durability.PROCESS;
  private final int ringSlots;
  private final CommandDispatcher dispatcher;
  private final Deque<Entry> claimed = new ArrayDeque<>();
  private final Deque<Entry> published = new ArrayDeque<>();
  private final List<Integer> publications = new ArrayList<>();
  private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private CommandRing ring = this;
  private ReplySink sink;
  private int slotsInUse;
  private long nextSlot;
  private long sequence = 1;
  private boolean atOnce;
  private boolean midBatch;
  private volatile boolean hanging;
  private volatile boolean diskFull;

  FakeEngine(int ringSlots) {
    this(ringSlots, 2_000);
  }

  FakeEngine(int ringSlots, int locations) {
    this.ringSlots = ringSlots;
    ExpandableArrayBuffer configure = new ExpandableArrayBuffer();
    EngineConfig config =
        new EngineConfig(
            0x1234,
            0x5678,
            100,
            locations,
            10_000,
            1_000,
            10_000,
            64,
            128,
            4_096,
            10_000,
            100,
            60_000_000,
            3_600_000_000L,
            3_600_000_000L,
            16,
            1_000,
            16,
            CHANGES,
            EngineConfig.DEFAULT_CHANNELS);
    int length = CommandDispatcher.encodeConfigure(config, configure, 0);
    dispatcher = CommandDispatcher.create(configure, 0, length, Durability.PROCESS);
  }

  /** The same, as one that forces what it journals. */
  FakeEngine atDisk() {
    durability = Durability.DISK;
    return this;
  }

  synchronized void replyTo(ReplySink replySink) {
    sink = replySink;
  }

  /** Lets another ring take the messages of gateways that are made from now on. */
  void useRing(CommandRing other) {
    ring = other;
  }

  /** From now on messages are answered on the thread that publishes them. */
  synchronized void answerAtOnce() {
    atOnce = true;
  }

  /** The next command is the first of a batch that is not at its end yet. */
  synchronized void stopInTheNextBatch() {
    midBatch = true;
  }

  /** From now on the disk is nearly full, or not. */
  void setDiskFull(boolean full) {
    diskFull = full;
  }

  @Override
  public boolean takesCommands() {
    return !diskFull;
  }

  @Override
  public int slotsFor(int messageLength) {
    return 1 + messageLength / SLOT_LENGTH;
  }

  @Override
  public synchronized long claim(int slots) {
    if (slotsInUse + slots > ringSlots) {
      return -1;
    }
    slotsInUse += slots;
    long first = nextSlot;
    nextSlot += slots;
    return first;
  }

  @Override
  public synchronized long write(
      long slot,
      int loop,
      int connection,
      int generation,
      boolean journaled,
      DirectBuffer source,
      int offset,
      int length) {
    byte[] message = new byte[length];
    source.getBytes(offset, message);
    claimed.add(new Entry(loop, connection, generation, journaled, new UnsafeBuffer(message)));
    return slot + slotsFor(length);
  }

  @Override
  public synchronized void publish(long first, int slots) {
    publications.add(slots);
    published.addAll(claimed);
    claimed.clear();
    if (atOnce) {
      answerAll();
    }
  }

  /** Answers everything that was published, as one batch. */
  synchronized void answerAll() {
    while (answerNext()) {
      // All of it is one batch.
    }
    sink.endOfBatch();
  }

  private boolean answerNext() {
    Entry entry = published.poll();
    if (entry == null) {
      return false;
    }
    slotsInUse -= slotsFor(entry.message().length);
    int length = apply(entry.message(), entry.journaled);
    sink.reply(entry.loop, entry.connection, entry.generation, reply, 0, length);
    return true;
  }

  /** Executes a command past the ring; it must be answered OK. */
  synchronized void execute(byte[] command) {
    ResultCode code = answerTo(command).commandReply().code();
    if (code != ResultCode.OK) {
      throw new AssertionError("answered " + code);
    }
  }

  /** Registers a client past the ring; returns its session. */
  synchronized long register(String client) {
    return answerTo(ClientMessages.register(1, client)).registered().session();
  }

  /** Applies a command past the ring; returns its answer, whatever that is. */
  synchronized Answer answerTo(byte[] command) {
    byte[] bytes = new byte[apply(command, true)];
    reply.getBytes(0, bytes);
    return new Answer(new UnsafeBuffer(bytes));
  }

  private int apply(byte[] message, boolean journaled) {
    UnsafeBuffer buffer = new UnsafeBuffer(message);
    if (!journaled) {
      return dispatcher.answer(buffer, 0, message.length, reply, 0);
    }
    CRC32C crc = new CRC32C();
    crc.update(message);
    sequence++;
    dispatcher.beginBatch();
    int length =
        dispatcher.apply(
            sequence, sequence * 1_000, (int) crc.getValue(), buffer, 0, message.length, reply, 0);
    dispatcher.publishPosition(sequence, sequence * 1_000);
    if (!midBatch) {
      dispatcher.endBatch();
    }
    return length;
  }

  synchronized List<Entry> published() {
    return List.copyOf(published);
  }

  /** Slots of each publication so far. */
  synchronized List<Integer> publications() {
    return List.copyOf(publications);
  }

  synchronized long sequence() {
    return sequence;
  }

  @Override
  public CommandRing ring() {
    return ring;
  }

  @Override
  public int ringSlots() {
    return ringSlots;
  }

  @Override
  public int maxReplyLength() {
    return CommandDispatcher.MAX_REPLY_LENGTH;
  }

  @Override
  public AvailabilityReader newReader() {
    return dispatcher.newReader();
  }

  @Override
  public NearestSearch newNearestSearch(AvailabilityReader reader) {
    return dispatcher.engine().newNearestSearch(reader, Protocol.MAX_ROWS);
  }

  @Override
  public ChangeReader newChangeReader() {
    return dispatcher.engine().newChangeReader();
  }

  @Override
  public EngineConfig config() {
    return dispatcher.config();
  }

  @Override
  public Durability durability() {
    return durability;
  }

  @Override
  public CompletableFuture<Throwable> failed() {
    return failed;
  }

  /** From now on {@link #drain} never comes back. */
  void hang() {
    hanging = true;
  }

  @Override
  public void drain() {
    if (hanging) {
      new CompletableFuture<Void>().join();
    }
    answerAll();
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
