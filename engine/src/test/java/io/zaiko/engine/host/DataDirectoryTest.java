package io.zaiko.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataDirectoryTest {
  @TempDir Path temporary;

  private Path path;

  @BeforeEach
  void setUp() {
    path = temporary.resolve("some/data");
  }

  private static void assertSays(Exception exception, String... words) {
    for (String word : words) {
      assertTrue(exception.getMessage().contains(word), exception.getMessage());
    }
  }

  @Test
  void shouldMakeADirectoryAndTakeItAgainLater() throws IOException {
    DataDirectory.lock(path).close();
    assertEquals("1\n", Files.readString(path.resolve("zaiko.format")));
    DataDirectory again = DataDirectory.lock(path);
    assertEquals(path.resolve("journal"), again.journal().path());
    again.close();
  }

  @Test
  void shouldRefuseASecondServerAndNameTheFirst() {
    try (DataDirectory first = DataDirectory.lock(path)) {
      DataDirectoryInUseException refusal =
          assertThrows(DataDirectoryInUseException.class, () -> DataDirectory.lock(path));
      assertSays(
          refusal,
          path.toString(),
          "process id " + ProcessHandle.current().pid() + ";",
          "another directory");
      assertEquals(path.resolve("journal"), first.journal().path());
    }
    DataDirectory.lock(path).close();
  }

  @Test
  void shouldRefuseADirectoryOfSomethingElse() throws IOException {
    Files.createDirectories(path);
    Files.createFile(path.resolve("holiday.jpg"));
    UnsupportedDataException refusal =
        assertThrows(UnsupportedDataException.class, () -> DataDirectory.lock(path));
    assertSays(refusal, "not empty");
    assertEquals(1, path.toFile().list().length);
  }

  @Test
  void shouldTakeADirectoryThatAKilledServerHadJustBegun() throws IOException {
    Files.createDirectories(path);
    Files.createFile(path.resolve("zaiko.lock"));
    Files.createFile(path.resolve("zaiko.format.new"));
    DataDirectory.lock(path).close();
    assertEquals("1\n", Files.readString(path.resolve("zaiko.format")));
  }

  @Test
  void shouldRefuseDataOfANewerVersion() throws IOException {
    DataDirectory.lock(path).close();
    Files.writeString(path.resolve("zaiko.format"), "2\n");
    assertSays(
        assertThrows(UnsupportedDataException.class, () -> DataDirectory.lock(path)),
        "newer version",
        "format 2");
    assertThrows(UnsupportedDataException.class, () -> DataDirectory.journalOf(path));
    Files.writeString(path.resolve("zaiko.format"), "1\n");
    DataDirectory.lock(path).close();
  }

  @Test
  void shouldRefuseAVersionThatIsNone() throws IOException {
    DataDirectory.lock(path).close();
    Files.writeString(path.resolve("zaiko.format"), "one");
    assertSays(assertThrows(UnsupportedDataException.class, () -> DataDirectory.lock(path)), "one");
  }

  @Test
  void shouldBeReadableWhileAServerHasIt() {
    assertThrows(UnsupportedDataException.class, () -> DataDirectory.journalOf(temporary));
    try (DataDirectory server = DataDirectory.lock(path)) {
      assertEquals(server.journal().path(), DataDirectory.journalOf(path).path());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 0, 4_194_305})
  void shouldNotMindWhatAKilledServerWroteIntoItsLock(long pid) throws IOException {
    // Where every process is number 1, or numbers repeat, a number says nothing: the system's lock
    // does, and that goes with its process.
    long number = pid == 0 ? ProcessHandle.current().pid() : pid;
    DataDirectory.lock(path).close();
    Files.writeString(path.resolve("zaiko.lock"), number + "\n");
    DataDirectory.lock(path).close();
    assertEquals(
        ProcessHandle.current().pid() + "\n", Files.readString(path.resolve("zaiko.lock")));
  }

  @Test
  void shouldSayWhenItCannotBeMade() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    HostException refusal =
        assertThrows(HostException.class, () -> DataDirectory.lock(file.resolve("data")));
    assertSays(refusal, "Cannot use the data directory");
  }
}
