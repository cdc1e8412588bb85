package io.zaiko.cli.server;

import io.zaiko.protocol.Text;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** What a code and a name are. Stateless, so safe for any thread. */
public final class Codes {
  private Codes() {}

  /** Whether a text can be the code of a SKU or location. */
  public static boolean isCode(String text) {
    UnsafeBuffer bytes = bytes(text);
    return Text.isCode(bytes, 0, bytes.capacity());
  }

  /** Whether a text can be a name or a region. */
  public static boolean isName(String text) {
    UnsafeBuffer bytes = bytes(text);
    return Text.isName(bytes, 0, bytes.capacity());
  }

  private static UnsafeBuffer bytes(String text) {
    return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
  }
}
