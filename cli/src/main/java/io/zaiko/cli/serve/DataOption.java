package io.zaiko.cli.serve;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a server keeps everything. */
public final class DataOption {
  /** Where nothing else is said. */
  static final String DEFAULT = "data/zaiko";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DEFAULT,
      description = "The data directory (default: ${DEFAULT-VALUE}; variable ZAIKO_DATA).")
  private Path path;

  /** The data directory. */
  public Path path() {
    return path;
  }
}
