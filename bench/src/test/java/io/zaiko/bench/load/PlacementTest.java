package io.zaiko.bench.load;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tying to cores and keeping them awake, where the system can. */
class PlacementTest {
  @TempDir private Path folder;

  @BeforeEach
  void needTools() {
    assumeTrue(Files.exists(Path.of("/usr/bin/taskset")) && Files.exists(Path.of("/usr/bin/chrt")));
  }

  @Test
  void shouldTieAServerToACore() throws Exception {
    List<String> tellsItsCores =
        List.of(
            "sh",
            "-c",
            "echo \"{\\\"listen\\\":\\\"127.0.0.1:$(sed -n 's/^Cpus_allowed_list:\t//p' /proc/self/status)"
                + "1\\\"}\"; cat");

    try (ChildServer server = ChildServer.start(tellsItsCores, "0", folder.resolve("errors"))) {
      assertEquals(1, server.address().getPort(), "core 0, and a 1 behind it");
    }
  }

  @Test
  void shouldSayThatThereAreNoSuchCores() {
    assertDoesNotThrow(() -> CpuPinning.check("0"));
    IOException e = assertThrows(IOException.class, () -> CpuPinning.check("9999"));
    assertTrue(e.getMessage().contains("cannot tie"), e.getMessage());
  }

  @Test
  void shouldKeepCoresAwakeUntilClosed() throws Exception {
    Set<Long> before = children();
    AwakeCores awake = AwakeCores.keep(1);
    try {
      awake.check();
      Set<Long> spinners = children();
      spinners.removeAll(before);
      assertEquals(1, spinners.size());
    } finally {
      awake.close();
    }
    assertTrue(before.containsAll(children()), "nothing is left");
  }

  @Test
  void shouldTellWhatAServerSaidThatDidNotStart() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                ChildServer.start(
                    List.of("sh", "-c", "echo no such thing >&2"), null, folder.resolve("errors")));

    assertTrue(e.getMessage().endsWith("no such thing"), e.getMessage());
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
