package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWritebackTest {
  @TempDir Path temporary;

  @Test
  void shouldChangeNothingAndTakeWhatLiesBehindTheEnd() throws IOException {
    Path file = temporary.resolve("file");
    byte[] bytes = new byte[10_000];
    bytes[9_999] = 7;
    Files.write(file, bytes);
    FileWriteback.begin(file, 4_096, 1 << 20);
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void shouldSayWhatItCannotWrite() {
    assumeTrue(Platform.isLinux());
    assertThrows(IOException.class, () -> FileWriteback.begin(temporary.resolve("none"), 0, 4_096));
  }
}
