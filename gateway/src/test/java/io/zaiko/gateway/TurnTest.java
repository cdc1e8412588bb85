package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.commit;
import static io.zaiko.gateway.ClientMessages.framed;
import static io.zaiko.gateway.ClientMessages.stock;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.zaiko.gateway.GatewayConfig.Limits;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What many connections say at a time. The rig's own one is the first of them. */
@ExtendWith(LeakCheck.class)
class TurnTest {
  private final FakeEngine engine = new FakeEngine(1024);
  private final List<EmbeddedChannel> others = new ArrayList<>();
  private ConnectionRig rig;

  @AfterEach
  void close() {
    others.forEach(EmbeddedChannel::finishAndReleaseAll);
    rig.close();
  }

  private void connect(int connections) {
    rig = new ConnectionRig(config(connections), engine).greet();
    for (int i = 1; i < connections; i++) {
      EmbeddedChannel channel = new EmbeddedChannel();
      channel.config().setAllocator(rig.allocator);
      others.add(channel);
      rig.loop.accept(channel);
      read(channel, ClientMessages.hello());
      rig.channel.runPendingTasks();
      assertTrue(takeSent(channel) > 0, "a welcome");
    }
  }

  private static GatewayConfig config(int connections) {
    return GatewayConfig.defaults().withLimits(new Limits(connections, 4096, 1 << 20, 8 << 20));
  }

  /** Something arrives; the turn is that of the rig's thread, and does not end by itself. */
  private void read(EmbeddedChannel channel, byte[]... messages) {
    ByteBuf read = rig.allocator.directBuffer();
    read.writeBytes(framed(messages));
    channel.pipeline().fireChannelRead(read);
  }

  /** Messages that were sent since the last call. */
  private static int takeSent(EmbeddedChannel channel) {
    int messages = 0;
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      while (sent.isReadable()) {
        sent.skipBytes(sent.readIntLE());
        messages++;
      }
      sent.release();
    }
    return messages;
  }

  @Test
  void shouldShowTheEngineTheCommandsOfAllConnectionsTogether() {
    connect(3);
    read(rig.channel, commit(5, 9, "a"));
    read(others.get(0), commit(6, 9, "b"), stock(1, 0, 0, EC));
    read(others.get(1), commit(7, 9, "c"));
    read(others.get(0), commit(8, 9, "d"));
    assertEquals(List.of(), engine.publications(), "the turn is not over");
    assertEquals(0, takeSent(others.get(0)));

    rig.channel.runPendingTasks();

    assertEquals(List.of(4), engine.publications());
    assertEquals(1, takeSent(others.get(0)), "the query is answered");
    rig.answer();
    assertEquals(1, rig.answers().size());
    assertEquals(2, takeSent(others.get(0)));
    assertEquals(1, takeSent(others.get(1)));
  }

  @Test
  void shouldEndATurnThatHasAsManyConnectionsAsItTakes() {
    connect(Turn.MOST_CONNECTIONS + 1);
    read(rig.channel, stock(1, 0, 0, EC));
    others.forEach(channel -> read(channel, stock(1, 0, 0, EC)));

    EmbeddedChannel last = others.get(Turn.MOST_CONNECTIONS - 1);
    EmbeddedChannel lastOfTurn = others.get(Turn.MOST_CONNECTIONS - 2);
    assertEquals(1, takeSent(lastOfTurn));
    assertEquals(0, takeSent(last), "it is of the next turn");
    rig.channel.runPendingTasks();
    assertEquals(1, takeSent(last));
  }

  @Test
  void shouldHaveNothingLeftToDoAfterAFullTurn() {
    connect(Turn.MOST_CONNECTIONS);
    read(rig.channel, commit(5, 9, "a"));
    others.forEach(channel -> read(channel, commit(5, 9, "a")));
    assertEquals(List.of(Turn.MOST_CONNECTIONS), engine.publications());

    rig.channel.runPendingTasks();

    assertNull(rig.broken, "an error of the thread's would stop the server");
  }

  @Test
  void shouldCloseTheConnectionThatAnErrorIsAboutAndServeTheOthers() {
    engine.useRing(new FailingOnce(engine));
    connect(2);
    read(others.get(0), commit(5, 9, "a"));
    read(rig.channel, commit(6, 9, "b"));

    rig.channel.runPendingTasks();
    others.get(0).runPendingTasks();

    assertFalse(others.get(0).isOpen());
    assertEquals(1, engine.published().size());
    rig.answer();
    assertEquals(1, rig.answers().size());
  }

  @Test
  void shouldTakeInNothingMoreOfAConnectionThatIsGone() {
    connect(2);
    read(others.get(0), commit(5, 9, "a"));
    others.get(0).close().syncUninterruptibly();

    rig.channel.runPendingTasks();

    assertEquals(List.of(), engine.published());
  }

  @Test
  void shouldShowTheEngineWhatStandsBeforeAndBehindAnotherThreadsMessagesApart() {
    engine.useRing(new WithAnotherThread(engine));
    connect(1);
    rig.send(commit(5, 9, "a"), commit(6, 9, "b"), commit(7, 9, "c"));
    assertEquals(List.of(1, 2), engine.publications());
  }

  /** A ring in which another thread claims a slot after the first message. */
  private static final class WithAnotherThread extends Wrapped {
    private boolean came;

    WithAnotherThread(CommandRing ring) {
      super(ring);
    }

    @Override
    public void written() {
      if (!came) {
        came = true;
        claim(1);
      }
    }
  }

  /** A ring that has an error in it. */
  private static final class FailingOnce extends Wrapped {
    private boolean failed;

    FailingOnce(CommandRing ring) {
      super(ring);
    }

    @Override
    public long claim(int slots) {
      if (!failed) {
        failed = true;
        throw new IllegalStateException("on purpose");
      }
      return super.claim(slots);
    }
  }

  private static class Wrapped implements CommandRing {
    private final CommandRing ring;

    Wrapped(CommandRing ring) {
      this.ring = ring;
    }

    void written() {}

    @Override
    public int slotsFor(int messageLength) {
      return ring.slotsFor(messageLength);
    }

    @Override
    public long claim(int slots) {
      return ring.claim(slots);
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
      long next = ring.write(slot, loop, connection, generation, journaled, source, offset, length);
      written();
      return next;
    }

    @Override
    public void publish(long first, int slots) {
      ring.publish(first, slots);
    }
  }
}
