package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class ReadAheadTest {
  private static final int LENGTH = 8 << 20;

  /** Of a mapping with random access, as proc(5) has it. */
  private static final String FLAG = " rr";

  @TempDir Path temporary;

  @Test
  void shouldTellTheSystem() throws IOException {
    Path file = Files.write(temporary.resolve("sparse"), new byte[LENGTH]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer mapping = channel.map(MapMode.READ_ONLY, 0, LENGTH);
      assertEquals(List.of(false), flagsOf(file));
      ReadAhead.off(BufferUtil.address(mapping), LENGTH);
      assertEquals(List.of(true), flagsOf(file));
      BufferUtil.free(mapping);
    }
  }

  /** Whether each mapping of a file has the flag. */
  private static List<Boolean> flagsOf(Path file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
    List<Integer> begins =
        lines.stream().filter(line -> line.endsWith(" " + file)).map(lines::indexOf).toList();
    return begins.stream()
        .map(
            begin ->
                lines.subList(begin, lines.size()).stream()
                    .filter(line -> line.startsWith("VmFlags:"))
                    .findFirst()
                    .orElseThrow()
                    .contains(FLAG))
        .toList();
  }
}
