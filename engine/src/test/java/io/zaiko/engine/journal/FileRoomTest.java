package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class FileRoomTest {
  @TempDir Path temporary;

  @Test
  void shouldTakeRoomAndChangeNothing() throws IOException {
    byte[] content = {1, 0, 2, 0, 3};
    Path file = Files.write(temporary.resolve("file"), content);
    FileRoom.take(file, 2, 8 << 20);
    assertArrayEquals(content, Files.readAllBytes(file), "neither bytes nor length");
    FileRoom.requireForAFileIn(temporary);
  }

  @Test
  void shouldSayWhenThereIsNone() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThrows(IOException.class, () -> FileRoom.take(file, 0, Long.MAX_VALUE / 2));
    assertEquals(0, Files.size(file));
    assertThrows(IOException.class, () -> FileRoom.take(temporary.resolve("nowhere"), 0, 1 << 20));
  }
}
