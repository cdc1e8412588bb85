package io.zaiko.bench.peer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which programs this machine has, and running them. Stateless. */
final class Programs {
  /** Where Debian puts the server's programs, a folder for each version. */
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

  private Programs() {}

  /** The program of a name that the search path finds, or that is PostgreSQL's; null = none. */
  static Path find(String name) {
    for (Path folder : folders()) {
      Path program = folder.resolve(name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  private static List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder));
    }
    if (Files.isDirectory(POSTGRESQL)) {
      try (Stream<Path> versions = Files.list(POSTGRESQL)) {
        versions
            .sorted(Comparator.comparing(Programs::version).reversed())
            .forEach(version -> folders.add(version.resolve("bin")));
      } catch (IOException e) {
        throw new IllegalStateException("cannot look into " + POSTGRESQL, e);
      }
    }
    return folders;
  }

  private static int version(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
  }

  /**
   * Runs a program to its end.
   *
   * @param input for its standard input
   * @param folder to run it in
   * @return what it printed, its complaints included
   * @throws IOException with that, if its exit status is not 0
   */
  static String run(List<String> command, String input, Path folder)
      throws IOException, InterruptedException {
    Path in = Files.createTempFile("zaiko-bench", ".in");
    try {
      Files.writeString(in, input);
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(command.get(0) + " failed: " + said.strip());
      }
      return said;
    } finally {
      Files.delete(in);
    }
  }
}
