package io.zaiko.bench.load;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is measured: Zaiko, a yardstick that bounds what it could reach on this machine, or what
 * somebody would take in its place.
 */
public enum Target {
  /** The server as it is. */
  ZAIKO("zaiko"),
  /** The server as it is, asked through the public client. */
  ZAIKO_CLIENT("zaiko-client"),
  /** Netty alone: the same frames in and out, and nothing in between. */
  NETTY_ECHO("netty-echo"),
  /** The same over a blocking socket, without any library. */
  SOCKET_PING_PONG("socket-ping-pong"),
  /** A Redis with a hash for each SKU and location. */
  REDIS_PER_RECORD("redis-per-record"),
  /** A Redis with a hash for each SKU. */
  REDIS_PER_SKU("redis-per-sku"),
  /** A PostgreSQL with functions. */
  POSTGRESQL("postgresql");

  /** What Zaiko is compared with. */
  public static final Set<Target> PEERS =
      Set.copyOf(EnumSet.of(REDIS_PER_RECORD, REDIS_PER_SKU, POSTGRESQL));

  private final String word;

  Target(String word) {
    this.word = word;
  }

  /** Whether the server is a Zaiko. */
  public boolean isZaiko() {
    return this == ZAIKO || this == ZAIKO_CLIENT;
  }

  /** How it is written in raw files. */
  public String word() {
    return word;
  }

  /** The target of a word. */
  static Target of(String word) {
    for (Target target : values()) {
      if (target.word.equals(word)) {
        return target;
      }
    }
    throw new IllegalArgumentException("no such target: " + word);
  }
}
