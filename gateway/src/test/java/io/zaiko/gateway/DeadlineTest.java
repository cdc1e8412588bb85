package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.framed;
import static io.zaiko.gateway.ClientMessages.hello;
import static io.zaiko.gateway.ClientMessages.stock;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class DeadlineTest {
  /** Any moment will do; below zero, as the clock of the JVM may be. */
  private static final long START = -TimeUnit.DAYS.toNanos(3);

  private final ConnectionRig rig = new ConnectionRig();

  @AfterEach
  void closeRig() {
    rig.close();
    assertEquals(0, rig.buffersInUse(), "every buffer is released");
  }

  @Test
  void shouldSayGoodbyeToAPeerThatDoesNotSayHello() {
    sweepAt(0);
    sweepAt(4_999);
    assertTrue(rig.channel.isOpen());

    sweepAt(5_000);

    assertGoodbye("no HELLO within 5000 ms");
  }

  @Test
  void shouldNotCountHalfAHelloAsOne() {
    byte[] frame = framed(hello());
    sweepAt(0);
    rig.deliver(Arrays.copyOf(frame, frame.length - 1));

    sweepAt(5_000);

    assertGoodbye("no HELLO within 5000 ms");
  }

  @Test
  void shouldLetAGreetedConnectionBeIdle() {
    rig.greet();

    sweepAt(0);
    sweepAt(TimeUnit.DAYS.toMillis(30));

    assertTrue(rig.channel.isOpen());
    assertEquals(5, rig.answerTo(stock(5, 0, 0, EC)).stock().correlationId());
  }

  @Test
  void shouldSayGoodbyeToAPeerThatDripsAFrame() {
    rig.greet();
    byte[] frame = framed(stock(5, 0, 0, EC));
    rig.deliver(Arrays.copyOf(frame, 1));
    sweepAt(1_000);
    for (int second = 1; second < 10; second++) {
      rig.deliver(Arrays.copyOfRange(frame, second, second + 1));
      sweepAt(1_000 + second * 1_000L);
    }
    assertTrue(rig.channel.isOpen());

    sweepAt(11_000);

    assertGoodbye("a frame was not complete within 10000 ms");
  }

  @Test
  void shouldGiveEachFrameItsOwnTime() {
    rig.greet();
    byte[] frame = framed(stock(5, 0, 0, EC));
    rig.deliver(Arrays.copyOf(frame, 3));
    for (int round = 0; round < 10; round++) {
      sweepAt(round * 8_000L);
      rig.deliver(Arrays.copyOfRange(frame, 3, frame.length));
      assertEquals(5, rig.answers().get(0).stock().correlationId());
      rig.deliver(Arrays.copyOf(frame, 3));
    }
  }

  @Test
  void shouldNotBlameAPeerForAFrameThatIsNotReadAtPresent() {
    rig.greet();
    byte[] frame = framed(stock(5, 0, 0, EC), stock(6, 0, 0, EC), stock(7, 0, 0, EC));
    writable(false);
    rig.deliver(Arrays.copyOf(frame, frame.length - 3));

    sweepAt(0);
    sweepAt(15_000);

    assertTrue(rig.channel.isOpen());
    writable(true);
    assertEquals(2, rig.answers().size());
    sweepAt(15_000);
    sweepAt(24_999);
    assertTrue(rig.channel.isOpen(), "the time begins when the rest can be read");
    sweepAt(25_000);
    assertGoodbye("a frame was not complete within 10000 ms");
  }

  @Test
  void shouldCutOffAPeerThatDoesNotRead() {
    rig.greet();
    writable(false);

    sweepAt(0);
    sweepAt(29_999);
    assertTrue(rig.channel.isOpen());
    sweepAt(30_000);

    assertFalse(rig.channel.isOpen());
    assertTrue(rig.answers().isEmpty(), "it would not read a goodbye either");
  }

  @Test
  void shouldForgiveAPeerThatReadsAgain() {
    rig.greet();
    writable(false);
    sweepAt(0);
    writable(true);
    sweepAt(20_000);
    writable(false);

    sweepAt(40_000);
    sweepAt(69_999);

    assertTrue(rig.channel.isOpen());
  }

  private void writable(boolean writable) {
    rig.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    rig.channel.runPendingTasks();
  }

  private void sweepAt(long millis) {
    rig.loop.sweep(START + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void assertGoodbye(String reason) {
    Answer answer = rig.answers().get(0);
    assertEquals(reason, answer.goodbye().reason());
    assertEquals(ResultCode.MALFORMED, answer.goodbye().code());
    assertFalse(rig.channel.isOpen());
  }
}
