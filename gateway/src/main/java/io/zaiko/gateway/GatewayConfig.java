package io.zaiko.gateway;

import io.zaiko.protocol.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a gateway listens and where it draws its limits. Start from {@link #defaults} and change what
 * differs; a value out of range is a {@link GatewayException}.
 *
 * @param listen address and port; port 0 takes any free one
 * @param insecure whether an address other than loopback may be listened on, although nobody who
 *     connects has to say who they are
 * @param maxConnections connections open at a time, 1 to 32,768
 * @param eventLoops I/O threads, 1 to 64
 * @param maxCredits commands that one connection may have in flight at most, 16 or more
 * @param replyRingBytes room for replies on their way to one I/O thread; a power of two, 256 KiB or
 *     more
 * @param handshakeDeadline how long a new connection may take to say HELLO
 * @param frameDeadline how long a frame may take from its first byte to its last
 * @param stallDeadline how long a peer may leave its replies unread before it is cut off
 * @param backlogLimitBytes unsent bytes at which a peer that does not read is cut off at once
 * @param shutdownDeadline how long a shutdown waits for answers and goodbyes
 */
public record GatewayConfig(
    InetSocketAddress listen,
    boolean insecure,
    int maxConnections,
    int eventLoops,
    int maxCredits,
    int replyRingBytes,
    Duration handshakeDeadline,
    Duration frameDeadline,
    Duration stallDeadline,
    int backlogLimitBytes,
    Duration shutdownDeadline) {
  private static final int MOST_CONNECTIONS = 32 * 1024;
  private static final int MOST_EVENT_LOOPS = 64;
  private static final int LEAST_REPLY_RING = 256 * 1024;
  private static final int MIB = 1024 * 1024;

  /** Checks the ranges. */
  public GatewayConfig {
    require(listen != null, "A listen address is needed");
    require(
        maxConnections >= 1 && maxConnections <= MOST_CONNECTIONS,
        "Connections must be 1 to " + MOST_CONNECTIONS + ", not " + maxConnections);
    require(
        eventLoops >= 1 && eventLoops <= MOST_EVENT_LOOPS,
        "I/O threads must be 1 to " + MOST_EVENT_LOOPS + ", not " + eventLoops);
    require(
        maxCredits >= CreditPool.FLOOR,
        "Commands in flight must be " + CreditPool.FLOOR + " or more, not " + maxCredits);
    require(
        replyRingBytes >= LEAST_REPLY_RING && Integer.bitCount(replyRingBytes) == 1,
        "The reply ring must be a power of two, 262144 bytes or more, not " + replyRingBytes);
    require(
        backlogLimitBytes >= MIB,
        "The backlog limit must be 1048576 bytes or more, not " + backlogLimitBytes);
    requirePositive(handshakeDeadline, "handshake deadline");
    requirePositive(frameDeadline, "frame deadline");
    requirePositive(stallDeadline, "stall deadline");
    requirePositive(shutdownDeadline, "shutdown deadline");
  }

  /** Loopback, the protocol's own port, and limits that suit the machine. */
  public static GatewayConfig defaults() {
    return new GatewayConfig(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Protocol.DEFAULT_PORT),
        false,
        1024,
        eventLoopsFor(Runtime.getRuntime().availableProcessors()),
        CreditPool.FLOOR + CreditPool.MOST_EXTRA,
        16 * MIB,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        8 * MIB,
        Duration.ofSeconds(10));
  }

  /** On a small machine the I/O shares the cores with the engine, so one thread is enough. */
  static int eventLoopsFor(int cores) {
    return cores <= 2 ? 1 : Math.min(4, cores / 2);
  }

  /** The same, listening elsewhere. */
  public GatewayConfig withListen(InetSocketAddress listen) {
    return new GatewayConfig(
        listen,
        insecure,
        maxConnections,
        eventLoops,
        maxCredits,
        replyRingBytes,
        handshakeDeadline,
        frameDeadline,
        stallDeadline,
        backlogLimitBytes,
        shutdownDeadline);
  }

  /** The same, with leave (or not) to listen beyond loopback. */
  public GatewayConfig withInsecure(boolean insecure) {
    return new GatewayConfig(
        listen,
        insecure,
        maxConnections,
        eventLoops,
        maxCredits,
        replyRingBytes,
        handshakeDeadline,
        frameDeadline,
        stallDeadline,
        backlogLimitBytes,
        shutdownDeadline);
  }

  /** The same, with other limits on connections, their credits and the room for replies. */
  public GatewayConfig withLimits(
      int maxConnections, int maxCredits, int replyRingBytes, int backlogLimitBytes) {
    return new GatewayConfig(
        listen,
        insecure,
        maxConnections,
        eventLoops,
        maxCredits,
        replyRingBytes,
        handshakeDeadline,
        frameDeadline,
        stallDeadline,
        backlogLimitBytes,
        shutdownDeadline);
  }

  /** The same, on another number of I/O threads. */
  public GatewayConfig withEventLoops(int eventLoops) {
    return new GatewayConfig(
        listen,
        insecure,
        maxConnections,
        eventLoops,
        maxCredits,
        replyRingBytes,
        handshakeDeadline,
        frameDeadline,
        stallDeadline,
        backlogLimitBytes,
        shutdownDeadline);
  }

  /** The same, with other deadlines. */
  public GatewayConfig withDeadlines(
      Duration handshake, Duration frame, Duration stall, Duration shutdown) {
    return new GatewayConfig(
        listen,
        insecure,
        maxConnections,
        eventLoops,
        maxCredits,
        replyRingBytes,
        handshake,
        frame,
        stall,
        backlogLimitBytes,
        shutdown);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new GatewayException(message);
    }
  }

  private static void requirePositive(Duration duration, String name) {
    require(
        duration != null && duration.toNanos() > 0, "The " + name + " must be longer than nothing");
  }
}
