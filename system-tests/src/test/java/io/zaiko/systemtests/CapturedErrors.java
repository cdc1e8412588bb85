package io.zaiko.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** Keeps what the process logs, which goes to the error stream, instead of printing it. */
final class CapturedErrors implements AutoCloseable {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  CapturedErrors() {
    System.setErr(new PrintStream(kept, true, UTF_8));
  }

  /** All that was logged so far. */
  String text() {
    return kept.toString(UTF_8);
  }

  @Override
  public void close() {
    System.setErr(before);
    before.print(text());
  }
}
