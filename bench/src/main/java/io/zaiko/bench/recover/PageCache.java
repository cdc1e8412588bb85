package io.zaiko.bench.recover;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Puts files into the operating system's memory, and out of it with {@code dd}, which Linux has. A
 * page that some process has mapped stays; who measures sees that in the bytes that the device
 * gave. Stateless.
 */
final class PageCache {
  private PageCache() {}

  /** Reads files, so that they are in memory if there is room for them. */
  static void warm(List<Path> files) throws IOException {
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  /** Writes files to the device and drops them from memory. */
  static void cool(List<Path> files) throws IOException, InterruptedException {
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      // With a count of 0 it reads nothing, and tells the system that nothing of the file is
      // needed.
      run("dd", "if=" + file, "iflag=nocache", "count=0", "status=none");
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("dropping files from memory needs dd, which is not here", e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("cannot drop files from memory: " + said.strip());
    }
  }
}
