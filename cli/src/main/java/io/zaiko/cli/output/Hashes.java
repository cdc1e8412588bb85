package io.zaiko.cli.output;

import java.util.HexFormat;

/** State hashes as text. Stateless, so safe for any thread. */
public final class Hashes {
  private Hashes() {}

  /** 16 hexadecimal digits: JSON numbers do not carry 64 bits everywhere. */
  public static String text(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }
}
