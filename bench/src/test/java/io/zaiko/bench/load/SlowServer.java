package io.zaiko.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server whose slowness is known: every answer leaves a fixed time after its request came, or it
 * stops for a while, once, in front of one request. Speaks as much of the protocol as a load needs.
 */
final class SlowServer implements AutoCloseable {
  private static final int NEVER = -1;

  private final ServerSocketChannel listener;
  private final int credits;
  private final long delayNs;
  private final int stallBefore;
  private final long stallNs;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile int mostUnanswered;

  private SlowServer(int credits, long delayMs, int stallBefore, long stallMs) throws IOException {
    this.credits = credits;
    this.delayNs = TimeUnit.MILLISECONDS.toNanos(delayMs);
    this.stallBefore = stallBefore;
    this.stallNs = TimeUnit.MILLISECONDS.toNanos(stallMs);
    listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    daemon(this::accept);
  }

  /** Answers each request so much later, but as many at a time as come. */
  static SlowServer delaying(int credits, long delayMs) throws IOException {
    return new SlowServer(credits, delayMs, NEVER, 0);
  }

  /** Answers at once, but rests before the n-th request, counted from 1 with HELLO. */
  static SlowServer stallingBefore(int request, int credits, long stallMs) throws IOException {
    return new SlowServer(credits, 0, request, stallMs);
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  /** The most requests that were here at the same time. */
  int mostUnanswered() {
    return mostUnanswered;
  }

  private void accept() throws IOException, InterruptedException {
    while (true) {
      SocketChannel connection = listener.accept();
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
      daemon(() -> write(connection, answers));
      daemon(() -> read(connection, answers));
    }
  }

  private record Answer(ByteBuffer frames, long dueNs) {}

  private void read(SocketChannel connection, LinkedBlockingQueue<Answer> answers)
      throws IOException, InterruptedException {
    EchoFrames frames = new EchoFrames(new CannedAnswers(credits));
    ByteBuffer one = frames.in();
    while (readFrame(connection, one)) {
      int request = requests.incrementAndGet();
      mostUnanswered = Math.max(mostUnanswered, unanswered.incrementAndGet());
      if (request == stallBefore) {
        TimeUnit.NANOSECONDS.sleep(stallNs);
      }
      ByteBuffer answer = frames.answer();
      ByteBuffer copy = ByteBuffer.allocate(answer.remaining()).put(answer).flip();
      answers.put(new Answer(copy, System.nanoTime() + delayNs));
    }
  }

  private static boolean readFrame(SocketChannel connection, ByteBuffer into) throws IOException {
    return readFully(connection, into, Integer.BYTES)
        && readFully(connection, into, Integer.reverseBytes(into.getInt(0)));
  }

  private static boolean readFully(SocketChannel connection, ByteBuffer into, int count)
      throws IOException {
    into.limit(into.position() + count);
    while (into.hasRemaining()) {
      if (connection.read(into) < 0) {
        return false;
      }
    }
    into.limit(into.capacity());
    return true;
  }

  private void write(SocketChannel connection, LinkedBlockingQueue<Answer> answers)
      throws IOException, InterruptedException {
    while (true) {
      Answer answer = answers.take();
      for (long left = answer.dueNs - System.nanoTime();
          left > 0;
          left = answer.dueNs - System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
      unanswered.decrementAndGet();
      while (answer.frames.hasRemaining()) {
        connection.write(answer.frames);
      }
    }
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // The test closed its end.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "slow-server");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
