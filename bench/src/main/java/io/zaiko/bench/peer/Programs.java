package io.zaiko.bench.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which programs this machine has. Stateless. */
final class Programs {
  private Programs() {}

  /** Where the program of a name is that the search path finds; null = nowhere. */
  static Path find(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }
}
