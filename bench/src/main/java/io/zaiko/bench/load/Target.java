package io.zaiko.bench.load;

/** What is measured: Zaiko, or a yardstick that bounds what it could reach on this machine. */
public enum Target {
  /** The server as it is. */
  ZAIKO("zaiko"),
  /** Netty alone: the same frames in and out, and nothing in between. */
  NETTY_ECHO("netty-echo"),
  /** The same over a blocking socket, without any library. */
  SOCKET_PING_PONG("socket-ping-pong");

  private final String word;

  Target(String word) {
    this.word = word;
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
