package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file system of some megabytes, in memory. It is mounted where only the processes see it that
 * are started with {@link #prefix}; a process that does nothing holds it, and when that ends it is
 * gone. So a test can fill a disk and disturb nobody, and leaves nothing behind however it ends.
 *
 * <p>Needs Linux and the right to make a user namespace. Where that is missing the test is skipped.
 */
final class SmallDisk implements AutoCloseable {
  private static final String LIFE_SECONDS = "600";
  private static final int CHUNK = 1 << 20;

  private final Process holder;
  private final Path directory;

  private SmallDisk(Process holder, Path directory) {
    this.holder = holder;
    this.directory = directory;
  }

  /** Mounts one on an empty directory, or skips the test. */
  static SmallDisk mount(Path directory, int mebibytes) throws IOException {
    String script =
        "mount -t tmpfs -o size=" + mebibytes + "m none \"$0\" && echo ready && exec sleep \"$1\"";
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "-rm", "sh", "-c", script, directory.toString(), LIFE_SECONDS)
            .redirectErrorStream(true);
    Process process = null;
    String said;
    try {
      process = builder.start();
      said =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
    } catch (IOException e) {
      said = e.getMessage();
    }
    boolean isMounted = "ready".equals(said);
    if (!isMounted && process != null) {
      process.destroyForcibly();
    }
    assumeTrue(isMounted, "no small disk can be mounted here: " + said);
    return new SmallDisk(process, directory);
  }

  /** What a command line starts with so that its process sees the disk. */
  List<String> prefix() {
    return List.of(
        "nsenter", "-t", Long.toString(holder.pid()), "-U", "-m", "--preserve-credentials");
  }

  /** Where the disk is for processes with the prefix. */
  Path inside() {
    return directory;
  }

  /** Where it is for this process. */
  Path outside() {
    return Path.of("/proc", Long.toString(holder.pid()), "root", directory.toString());
  }

  private Path filler() {
    return outside().resolve("filler");
  }

  /** Takes more room until no more than so many bytes are free; 0 leaves nothing. */
  void fillUpTo(long freeBytes) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (var out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (long free = free(); free > freeBytes; free = free()) {
        out.write(chunk, 0, (int) Math.min(CHUNK, free - freeBytes));
      }
    } catch (IOException e) {
      // Somebody else took the rest meanwhile: full is full.
      if (free() > freeBytes) {
        throw e;
      }
    }
  }

  private long free() throws IOException {
    return Files.getFileStore(outside()).getUsableSpace();
  }

  /** Gives the room back. */
  void free(long atLeast) throws IOException {
    Files.delete(filler());
    if (free() < atLeast) {
      throw new IOException("only " + free() + " bytes are free");
    }
  }

  @Override
  public void close() {
    holder.destroyForcibly().onExit().join();
  }
}
