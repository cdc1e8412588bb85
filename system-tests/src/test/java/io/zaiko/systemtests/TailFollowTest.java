package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.CountRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ZaikoClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay tail --follow} beside a running server, across its death and return. */
class TailFollowTest {
  @TempDir Path directory;

  @Test
  void shouldShowWhatTheServerWritesUntilItIsToldToStop() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, "process");
        JavaProcess tail =
            JavaProcess.start(
                "io.zaiko.cli.Main",
                "replay",
                "tail",
                "--follow",
                "--records",
                "1000",
                "--data",
                data.toString())) {
      tail.awaitLine("CONFIGURE");
      try (ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
        client.defineSku(new DefineSkuRequest("apple", "")).join();
        tail.awaitLine("apple");
        client.count(CountRequest.of(Line.of("apple", "nowhere", 7))).join();
        tail.awaitLine("apple@nowhere=7");
      }
      server.kill();
      try (ServerProcess successor = ServerProcess.start(data, "process");
          ZaikoClient client = ZaikoClient.connect("127.0.0.1", successor.port())) {
        client.defineSku(new DefineSkuRequest("pear", "")).join();
        String line = tail.awaitLine("pear");
        assertTrue(line.contains("DEFINE_SKU"), line);
      }
      tail.terminate();
      assertEquals(0, tail.await(), () -> tail.output().toString());
    }
  }
}
