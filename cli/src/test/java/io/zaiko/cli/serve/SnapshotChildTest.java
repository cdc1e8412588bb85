package io.zaiko.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.Terminal;
import io.zaiko.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes. */
class SnapshotChildTest {
  @TempDir private Path folder;

  private final List<String> results = Collections.synchronizedList(new ArrayList<>());
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  @Test
  void shouldMakeOneBesideAServer() throws Exception {
    try (TestServer server = new TestServer(folder)) {
      Terminal terminal = server.terminal();
      assertEquals(0, terminal.run("define", "sku", "A"), terminal::err);
      SnapshotChild child = new SnapshotChild(folder, List.of());

      assertEquals(ExitCode.DONE, child.make(results::add, complaints::add), complaints::toString);

      assertTrue(String.join(" ", results).contains(".snapshot: sequence "), results::toString);
    }
  }

  @Test
  void shouldNotBeginWhenItWasEnded() throws Exception {
    SnapshotChild child = new SnapshotChild(folder, List.of());
    child.end();

    assertEquals(ExitCode.FAILED, child.make(results::add, complaints::add));

    assertEquals(List.of(), complaints);
    assertEquals(List.of(), results);
  }
}
