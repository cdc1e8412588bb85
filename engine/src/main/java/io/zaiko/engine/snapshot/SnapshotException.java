package io.zaiko.engine.snapshot;

/** A snapshot cannot be read, or is not as it was written, or leads to another state. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long position;
  private final String problem;

  SnapshotException(String file, long position, String problem, Throwable cause) {
    super("The snapshot " + file + " cannot be used: at byte " + position + ": " + problem, cause);
    this.file = file;
    this.position = position;
    this.problem = problem;
  }

  /** Which snapshot. */
  public String file() {
    return file;
  }

  /** Where what is wrong begins, in bytes from the beginning of the file. */
  public long position() {
    return position;
  }

  /** What is wrong, in words. */
  public String problem() {
    return problem;
  }
}
