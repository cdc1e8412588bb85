package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 6, the headline: however many ask at the same moment, the last unit is promised once. */
class LastUnitRaceTest {
  private static final int RACERS = 64;
  private static final int ROUNDS = 1_000;
  private static final int BYSTANDERS = 2;
  private static final long BYSTANDER_SEED = 99;

  @TempDir Path data;

  @Test
  void shouldPromiseTheLastUnitToExactlyOneOf64Connections() throws Exception {
    AtomicIntegerArray winners = new AtomicIntegerArray(ROUNDS);
    AtomicIntegerArray losers = new AtomicIntegerArray(ROUNDS);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(RACERS + BYSTANDERS);
    try (ServerInProcess server = new ServerInProcess(data)) {
      List<Future<?>> bystanders = new ArrayList<>();
      for (int i = 0; i < BYSTANDERS; i++) {
        long seed = BYSTANDER_SEED + i;
        bystanders.add(threads.submit(() -> otherTraffic(server.port(), seed, over)));
      }
      List<Future<?>> racers = new ArrayList<>();
      prepare(server.port());
      CyclicBarrier start = new CyclicBarrier(RACERS);
      for (int racer = 0; racer < RACERS; racer++) {
        int number = racer;
        racers.add(threads.submit(() -> race(server.port(), number, start, winners, losers)));
      }
      for (Future<?> racer : racers) {
        racer.get();
      }
      over.set(true);
      for (Future<?> bystander : bystanders) {
        bystander.get();
      }
    } finally {
      threads.shutdownNow();
    }
    for (int round = 0; round < ROUNDS; round++) {
      assertEquals(1, winners.get(round), "winners of round " + round);
      assertEquals(RACERS - 1, losers.get(round), "refusals of round " + round);
    }
  }

  /** One SKU per round, one unit of each at the only store. */
  private static void prepare(int port) throws IOException {
    MessageHeaderEncoder header = new MessageHeaderEncoder();
    UnsafeBuffer out = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
    CommandScript script = new CommandScript(0);
    try (WireConnection connection = new WireConnection(port)) {
      long session = connection.register("prepare").session();
      long requestId = 0;
      for (int i = 0; i < CommandScript.SKUS + CommandScript.LOCATIONS; i++) {
        connection.send(out, script.encode(++requestId, session, out));
        expectOk(connection);
      }
      for (int round = 0; round < ROUNDS; round++) {
        DefineSkuEncoder define = new DefineSkuEncoder();
        define.wrapAndApplyHeader(out, 0, header).requestId(++requestId).session(session);
        define.referenceTime(0).code("last-" + round).name("");
        connection.send(out, MessageHeaderEncoder.ENCODED_LENGTH + define.encodedLength());
        expectOk(connection);
        ReceiveEncoder receive = new ReceiveEncoder();
        receive.wrapAndApplyHeader(out, 0, header).requestId(++requestId).session(session);
        receive
            .referenceTime(0)
            .occurredAt(0)
            .deviceSequence(0)
            .channel((short) Protocol.NO_CHANNEL);
        receive.linesCount(1).next().sku(-1).location(-2).quantity(1);
        receive.codesCount(2).next().code("last-" + round).next().code(CommandScript.location(0));
        receive.reference("").reason("").device("");
        connection.send(out, MessageHeaderEncoder.ENCODED_LENGTH + receive.encodedLength());
        expectOk(connection);
      }
    }
  }

  private static void expectOk(WireConnection connection) throws IOException {
    assertEquals(ResultCode.OK, nextCode(connection));
  }

  private static ResultCode nextCode(WireConnection connection) throws IOException {
    connection.flush();
    connection.receive();
    return new CommandReplyDecoder()
        .wrapAndApplyHeader(connection.message(), 0, connection.header())
        .code();
  }

  private static Void race(
      int port,
      int racer,
      CyclicBarrier start,
      AtomicIntegerArray winners,
      AtomicIntegerArray losers)
      throws Exception {
    MessageHeaderEncoder header = new MessageHeaderEncoder();
    UnsafeBuffer out = new UnsafeBuffer(new byte[1_024]);
    try (WireConnection connection = new WireConnection(port)) {
      long session = connection.register("racer-" + racer).session();
      for (int round = 0; round < ROUNDS; round++) {
        ReserveEncoder reserve = new ReserveEncoder();
        reserve.wrapAndApplyHeader(out, 0, header).requestId(round + 1).session(session);
        reserve.referenceTime(0).hold(0).deadline(0).channel((short) (racer % 3));
        reserve.flags().clear();
        reserve.linesCount(1).next().sku(-1).location(-2).quantity(1);
        reserve.codesCount(2).next().code("last-" + round).next().code(CommandScript.location(0));
        reserve.choicesCount(0);
        reserve.reservationId("race-" + round + "-" + racer).supersedes("");
        connection.send(out, MessageHeaderEncoder.ENCODED_LENGTH + reserve.encodedLength());
        start.await();
        switch (nextCode(connection)) {
          case OK -> winners.incrementAndGet(round);
          case INSUFFICIENT -> losers.incrementAndGet(round);
          default -> throw new AssertionError("neither won nor refused");
        }
      }
    }
    return null;
  }

  /**
   * A client that goes on with the script of the crash cycles, pipelined, until the race is over.
   */
  private static Void otherTraffic(int port, long seed, AtomicBoolean over) throws IOException {
    UnsafeBuffer out = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
    CommandScript script = new CommandScript(seed);
    try (WireConnection connection = new WireConnection(port)) {
      long session = connection.register("bystander-" + seed).session();
      for (long requestId = 1; !over.get(); requestId++) {
        connection.send(out, script.encode(requestId, session, out));
        nextCode(connection);
      }
    }
    return null;
  }
}
