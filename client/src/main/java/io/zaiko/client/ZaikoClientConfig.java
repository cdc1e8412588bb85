package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * Settings of a {@link ZaikoClient}. Immutable; made by {@link #builder}, which starts from values
 * that suit most callers.
 */
public final class ZaikoClientConfig {
  private final String host;
  private final int port;
  private final String clientName;
  private final String software;
  private final int connections;
  private final Duration connectTimeout;
  private final Duration requestTimeout;
  private final Duration deadAfter;
  private final int maxInFlight;
  private final boolean blockWhenFull;
  private final Duration reconnectDelay;
  private final Duration maxReconnectDelay;
  private final int overloadRetries;
  private final Duration overloadDelay;
  private final int handleCacheCapacity;

  private ZaikoClientConfig(Builder builder) {
    host = builder.host;
    port = builder.port;
    clientName = builder.clientName == null ? uniqueName() : builder.clientName;
    software = builder.software;
    connections = builder.connections;
    connectTimeout = builder.connectTimeout;
    requestTimeout = builder.requestTimeout;
    deadAfter = builder.deadAfter;
    maxInFlight = builder.maxInFlight;
    blockWhenFull = builder.blockWhenFull;
    reconnectDelay = builder.reconnectDelay;
    maxReconnectDelay = builder.maxReconnectDelay;
    overloadRetries = builder.overloadRetries;
    overloadDelay = builder.overloadDelay;
    handleCacheCapacity = builder.handleCacheCapacity;
  }

  /** A name nobody else has: 29 characters at most, from 128 random bits. */
  private static String uniqueName() {
    UUID random = UUID.randomUUID();
    BigInteger bits =
        BigInteger.valueOf(random.getMostSignificantBits())
            .shiftLeft(Long.SIZE)
            .xor(BigInteger.valueOf(random.getLeastSignificantBits()))
            .abs();
    return "java" + bits.toString(Character.MAX_RADIX);
  }

  /** Settings for the server at this address, each with its default. */
  public static Builder builder(String host, int port) {
    return new Builder(host, port);
  }

  /** Host name or address of the server. */
  public String host() {
    return host;
  }

  /** TCP port of the server. */
  public int port() {
    return port;
  }

  /** Name under which the client registers. */
  public String clientName() {
    return clientName;
  }

  /** What the client calls itself to the server, for people who read its log. */
  public String software() {
    return software;
  }

  /** Connections of the client, 1 or more. */
  public int connections() {
    return connections;
  }

  /** How long a connection may take to be made, up to the server's welcome. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** How long a request may take from the call to its answer, repeats included. */
  public Duration requestTimeout() {
    return requestTimeout;
  }

  /** How long a request may be unanswered on a connection before that is taken for dead. */
  public Duration deadAfter() {
    return deadAfter;
  }

  /** Requests that may be unanswered at a time, waiting ones included. */
  public int maxInFlight() {
    return maxInFlight;
  }

  /** Whether a call waits for room instead of failing when {@link #maxInFlight} is reached. */
  public boolean blockWhenFull() {
    return blockWhenFull;
  }

  /** Pause before the first attempt to connect again; it doubles with each attempt that fails. */
  public Duration reconnectDelay() {
    return reconnectDelay;
  }

  /** Longest pause between two attempts to connect again. */
  public Duration maxReconnectDelay() {
    return maxReconnectDelay;
  }

  /** How often a request that is answered OVERLOADED is sent again before that is its answer. */
  public int overloadRetries() {
    return overloadRetries;
  }

  /** Pause before an overloaded request is sent again; it doubles with each time. */
  public Duration overloadDelay() {
    return overloadDelay;
  }

  /** Codes of SKUs, and as many of locations, whose handles a connection remembers. */
  public int handleCacheCapacity() {
    return handleCacheCapacity;
  }

  /** Collects settings; not thread safe. Each setter checks its range and returns the builder. */
  public static final class Builder {
    private final String host;
    private final int port;
    private String clientName;
    private String software = "zaiko-java";
    private int connections = 1;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration deadAfter = Duration.ofSeconds(10);
    private int maxInFlight = 16_384;
    private boolean blockWhenFull;
    private Duration reconnectDelay = Duration.ofMillis(50);
    private Duration maxReconnectDelay = Duration.ofSeconds(5);
    private int overloadRetries = 8;
    private Duration overloadDelay = Duration.ofMillis(2);
    private int handleCacheCapacity = 1_000_000;

    private Builder(String host, int port) {
      this.host = Objects.requireNonNull(host, "host");
      this.port = atLeast("port", 1, port);
      if (port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is beyond 65535");
      }
    }

    /**
     * The name to register under, 1 to 32 bytes (with several connections up to 29, as each but the
     * first adds a number). Default: a new random name. A name of one's own continues the request
     * ids of an earlier run; no two live clients may have the same name.
     */
    public Builder clientName(String name) {
      clientName = Texts.required("The client name", name);
      return this;
    }

    /** What the client calls itself to the server, up to 120 bytes. */
    public Builder software(String text) {
      software = Texts.required("The software", text);
      return this;
    }

    /**
     * Number of connections, 1 to 64; default 1. Each has a session and an event loop of its own.
     * All requests of one thread go over the same connection, in call order.
     */
    public Builder connections(int number) {
      if (number > 64) {
        throw new IllegalArgumentException("connections " + number + " is beyond 64");
      }
      connections = atLeast("connections", 1, number);
      return this;
    }

    /** How long a connection may take, up to the server's welcome; default 5 s. */
    public Builder connectTimeout(Duration duration) {
      connectTimeout = positive("connectTimeout", duration);
      return this;
    }

    /** How long a request may take from call to answer, repeats included; default 10 s. */
    public Builder requestTimeout(Duration duration) {
      requestTimeout = positive("requestTimeout", duration);
      return this;
    }

    /**
     * How long a request may be unanswered on a connection before that is taken for dead and made
     * anew; default 10 s, and never less than the request timeout.
     */
    public Builder deadAfter(Duration duration) {
      deadAfter = positive("deadAfter", duration);
      return this;
    }

    /** Requests that may be unanswered at a time, waiting ones included; default 16,384. */
    public Builder maxInFlight(int requests) {
      maxInFlight = atLeast("maxInFlight", 1, requests);
      return this;
    }

    /**
     * Whether a call waits for room when {@link #maxInFlight} is reached; default no: its future
     * fails at once. Calls from a callback of the client never wait.
     */
    public Builder blockWhenFull(boolean block) {
      blockWhenFull = block;
      return this;
    }

    /** Pause before connecting again, and the longest it grows to; defaults 50 ms and 5 s. */
    public Builder reconnectDelay(Duration first, Duration longest) {
      reconnectDelay = positive("reconnectDelay", first);
      maxReconnectDelay = positive("maxReconnectDelay", longest);
      return this;
    }

    /**
     * How often a request answered OVERLOADED is sent again, and the pause before the first time,
     * which doubles each time; defaults 8 and 2 ms. A command sent again is applied after commands
     * that were called later; with 0 the caller gets the OVERLOADED and decides.
     */
    public Builder overloadRetries(int times, Duration firstPause) {
      overloadRetries = atLeast("overloadRetries", 0, times);
      overloadDelay = positive("overloadDelay", firstPause);
      return this;
    }

    /** Codes whose handles are remembered, SKUs and locations each; default 1,000,000. */
    public Builder handleCacheCapacity(int codes) {
      handleCacheCapacity = atLeast("handleCacheCapacity", 0, codes);
      return this;
    }

    /** The settings. */
    public ZaikoClientConfig build() {
      ZaikoClientConfig config = new ZaikoClientConfig(this);
      String longest = config.sessionName(connections - 1);
      if (longest.getBytes(StandardCharsets.UTF_8).length > Protocol.MAX_CODE_LENGTH) {
        throw new IllegalArgumentException(
            "The client name "
                + longest
                + " has more than "
                + Protocol.MAX_CODE_LENGTH
                + " bytes; a shorter clientName is needed");
      }
      return config;
    }

    private static int atLeast(String what, int least, int value) {
      if (value < least) {
        throw new IllegalArgumentException(what + " " + value + " is below " + least);
      }
      return value;
    }

    private static Duration positive(String what, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(what + " " + value + " is not above zero");
      }
      return value;
    }
  }

  /** The address for messages to people. */
  String address() {
    return host + ":" + port;
  }

  /** Name of the n-th connection's session. */
  String sessionName(int connection) {
    return connection == 0 ? clientName : clientName + "~" + connection;
  }
}
