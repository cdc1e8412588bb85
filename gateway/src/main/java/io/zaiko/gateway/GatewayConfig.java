package io.zaiko.gateway;

import io.zaiko.protocol.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a gateway listens and where it draws its limits. Start from {@link #defaults} and change what
 * differs; a value out of range is a {@link GatewayException} that names it.
 *
 * @param listen address and port; port 0 takes any free one
 * @param insecure whether an address other than loopback may be listened on, although nobody who
 *     connects has to say who they are
 * @param eventLoops I/O threads, 1 to 64
 * @param ioWait what an I/O thread does while there is nothing to do
 * @param limits how much of everything
 * @param deadlines how long for everything
 */
public record GatewayConfig(
    InetSocketAddress listen,
    boolean insecure,
    int eventLoops,
    IoWait ioWait,
    Limits limits,
    Deadlines deadlines) {
  private static final int MIB = 1024 * 1024;

  /**
   * How much of everything.
   *
   * @param connections open at a time, 1 to 32,768
   * @param credits commands that one connection may have in flight at most, 16 or more
   * @param replyRingBytes room for replies on their way to one I/O thread; a power of two, 256 KiB
   *     or more
   * @param backlogBytes unsent bytes, 1 MiB or more, beyond which a peer that does not read is cut
   *     off at once
   */
  public record Limits(int connections, int credits, int replyRingBytes, int backlogBytes) {
    private static final int MOST_CONNECTIONS = 32 * 1024;
    private static final int LEAST_REPLY_RING = 256 * 1024;

    /** 1,024 connections, 4,096 commands in flight, 16 MiB of replies, 8 MiB unsent. */
    public static final Limits DEFAULTS =
        new Limits(1024, CreditPool.FLOOR + CreditPool.MOST_EXTRA, 16 * MIB, 8 * MIB);

    /** Checks the ranges. */
    public Limits {
      require(
          connections >= 1 && connections <= MOST_CONNECTIONS,
          "Connections must be 1 to " + MOST_CONNECTIONS + ", not " + connections);
      require(
          credits >= CreditPool.FLOOR,
          "Commands in flight must be " + CreditPool.FLOOR + " or more, not " + credits);
      require(
          replyRingBytes >= LEAST_REPLY_RING && Integer.bitCount(replyRingBytes) == 1,
          "The reply ring must be a power of two, 262144 bytes or more, not " + replyRingBytes);
      require(
          backlogBytes >= MIB, "The backlog must be 1048576 bytes or more, not " + backlogBytes);
    }
  }

  /**
   * How long for everything.
   *
   * @param handshake a new connection may take to say HELLO
   * @param frame a frame may take from its first byte to its last
   * @param stall a peer may leave its replies unread before it is cut off
   * @param shutdown a shutdown waits for answers and goodbyes
   */
  public record Deadlines(Duration handshake, Duration frame, Duration stall, Duration shutdown) {
    /** 5, 10, 30 and 10 seconds. */
    public static final Deadlines DEFAULTS =
        new Deadlines(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    /** Checks that each is at least a millisecond. */
    public Deadlines {
      requireSome(handshake, "handshake");
      requireSome(frame, "frame");
      requireSome(stall, "stall");
      requireSome(shutdown, "shutdown");
    }

    private static void requireSome(Duration duration, String name) {
      require(
          duration != null && duration.toMillis() >= 1,
          "The " + name + " deadline must be a millisecond or more, not " + duration);
    }

    /** The shortest of all. */
    Duration shortest() {
      Duration shortest = handshake.compareTo(frame) < 0 ? handshake : frame;
      shortest = shortest.compareTo(stall) < 0 ? shortest : stall;
      return shortest.compareTo(shutdown) < 0 ? shortest : shutdown;
    }
  }

  private static final int MOST_EVENT_LOOPS = 64;

  /** Checks the ranges. */
  public GatewayConfig {
    require(listen != null, "A listen address is needed");
    require(
        eventLoops >= 1 && eventLoops <= MOST_EVENT_LOOPS,
        "I/O threads must be 1 to " + MOST_EVENT_LOOPS + ", not " + eventLoops);
    require(ioWait != null, "A way to wait is needed");
    require(limits != null, "Limits are needed");
    require(deadlines != null, "Deadlines are needed");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new GatewayException(message);
    }
  }

  /** Loopback, the protocol's own port, and as many I/O threads as suit the machine. */
  public static GatewayConfig defaults() {
    return new GatewayConfig(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Protocol.DEFAULT_PORT),
        false,
        eventLoopsFor(Runtime.getRuntime().availableProcessors()),
        IoWait.BLOCKING,
        Limits.DEFAULTS,
        Deadlines.DEFAULTS);
  }

  /** On a small machine the I/O shares the cores with the engine, so one thread is enough. */
  static int eventLoopsFor(int cores) {
    return cores <= 2 ? 1 : Math.min(4, cores / 2);
  }

  /** The same, listening elsewhere. */
  public GatewayConfig withListen(InetSocketAddress other) {
    return new GatewayConfig(other, insecure, eventLoops, ioWait, limits, deadlines);
  }

  /** The same, with leave (or not) to listen beyond loopback. */
  public GatewayConfig withInsecure(boolean other) {
    return new GatewayConfig(listen, other, eventLoops, ioWait, limits, deadlines);
  }

  /** The same, on another number of I/O threads. */
  public GatewayConfig withEventLoops(int other) {
    return new GatewayConfig(listen, insecure, other, ioWait, limits, deadlines);
  }

  /** The same, with I/O threads that wait in another way. */
  public GatewayConfig withIoWait(IoWait other) {
    return new GatewayConfig(listen, insecure, eventLoops, other, limits, deadlines);
  }

  /** The same, with other limits. */
  public GatewayConfig withLimits(Limits other) {
    return new GatewayConfig(listen, insecure, eventLoops, ioWait, other, deadlines);
  }

  /** The same, with other deadlines. */
  public GatewayConfig withDeadlines(Deadlines other) {
    return new GatewayConfig(listen, insecure, eventLoops, ioWait, limits, other);
  }
}
