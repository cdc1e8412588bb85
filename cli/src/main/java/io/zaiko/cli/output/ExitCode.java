package io.zaiko.cli.output;

/** What the process ends with; part of the surface that scripts rely on. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** The server answered something else than OK. */
  public static final int REFUSED = 1;

  /** Wrong options, or a file that is not what it should be. */
  public static final int USAGE = 2;

  /** The server cannot be reached, or gave no answer. */
  public static final int UNREACHABLE = 3;

  /** A damaged journal, or an audit that found a difference. */
  public static final int INTEGRITY = 4;

  /** Cannot start, or an internal error. */
  public static final int FAILED = 5;

  private ExitCode() {}
}
