package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a house of its own, where Java is a script that prints what it was called with,
 * and Maven one that makes the jar.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "zaiko").toAbsolutePath().normalize();
  private static final String BUILD =
      """
      #!/bin/sh
      echo built >> builds
      echo '[INFO] Building Zaiko engine 0.1 [2/8]'
      mkdir -p cli/target/lib
      touch cli/target/zaiko-cli.jar
      """;

  @TempDir Path temporary;

  private Path home;
  private Path jdk;

  /** What a run of the launcher left behind. */
  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void buildTheHouse() throws IOException {
    home = Files.createDirectories(temporary.resolve("house of zaiko"));
    script(home.resolve("zaiko"), Files.readString(LAUNCHER));
    write("config/jvm.options", "-Dnothing");
    write("pom.xml", "<project/>");
    write("engine/pom.xml", "<project/>");
    Path source = write("engine/src/main/java/Engine.java", "class Engine {}");
    age(source);
    age(home.resolve("pom.xml"));
    age(home.resolve("engine/pom.xml"));
    age(source.getParent());
    age(home.resolve("engine/src/main"));
    script(home.resolve("mvnw"), BUILD);
    jdk = jdk("17.0.9");
  }

  @Test
  void shouldBuildOnceAndHandOverItsArguments() throws Exception {
    Run first = zaiko(Map.of(), "stock", "緑茶 500", "--at", "渋谷");
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.err().contains("building: engine (2/8)"), first.err());
    assertTrue(first.out().endsWith("io.zaiko.cli.Main|stock|緑茶 500|--at|渋谷|\n"), first.out());

    Run second = zaiko(Map.of(), "stock", "x");
    assertEquals(0, second.exitCode());
    assertEquals("", second.err());
    assertEquals(1, builds());
  }

  @Test
  void shouldTakeUtf8WhateverTheLocale() throws Exception {
    Run run = zaiko(Map.of("LC_ALL", "POSIX"), "stock", "緑茶");
    assertTrue(run.out().startsWith("LC_ALL=C.UTF-8\n"), run.out());
    assertTrue(run.out().endsWith("|緑茶|\n"), run.out());
  }

  @Test
  void shouldBuildAgainAfterASourceChanged() throws Exception {
    zaiko(Map.of(), "stock");
    Path changed = home.resolve("engine/src/main/java/Engine.java");
    Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(5)));
    zaiko(Map.of(), "stock");
    assertEquals(2, builds());
  }

  @Test
  void shouldFindItsHouseThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("z"), home.resolve("zaiko"));
    Run run = run(Map.of(), List.of(link.toString(), "stock"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(1, builds());
  }

  @Test
  void shouldSayWhyABuildFailed() throws Exception {
    script(home.resolve("mvnw"), "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");
    Run run = zaiko(Map.of(), "stock");
    assertEquals(5, run.exitCode());
    assertTrue(run.err().contains("[ERROR] no such symbol"), run.err());
    assertTrue(run.err().contains("launcher-build.log"), run.err());
    assertFalse(Files.exists(home.resolve("target/launcher.lock")));
  }

  @Test
  void shouldTakeOverTheLockOfABuildThatDied() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    write("target/launcher.lock/pid", Long.toString(dead.pid()));
    assertEquals(0, zaiko(Map.of(), "stock").exitCode());
    assertEquals(1, builds());
  }

  @Test
  void shouldRefuseAnOldOrMissingJdkAndSayWhatToDo() throws Exception {
    Run old = zaiko(Map.of("JAVA_HOME", jdk("11.0.2").toString()), "stock");
    assertEquals(5, old.exitCode());
    assertTrue(old.err().contains("Java 11.0.2; JDK 17 or newer is needed"), old.err());

    Run missing = zaiko(Map.of("JAVA_HOME", temporary.resolve("nowhere").toString()), "stock");
    assertEquals(5, missing.exitCode());
    assertTrue(missing.err().contains("there is no bin/java in it"), missing.err());
    assertFalse(Files.exists(home.resolve("builds")));
  }

  @Test
  void shouldSpareShortCommandsTheOptimisingCompiler() throws Exception {
    assertTrue(zaiko(Map.of(), "stock").out().contains("|-XX:TieredStopAtLevel=1|"));
    assertFalse(zaiko(Map.of(), "serve").out().contains("TieredStopAtLevel"));
    assertTrue(
        zaiko(Map.of("ZAIKO_JAVA_OPTIONS", "-Xmx4g -ea"), "serve").out().contains("|-Xmx4g|-ea|"));
  }

  private Run zaiko(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("zaiko").toString()));
    command.addAll(List.of(arguments));
    return run(environment, command);
  }

  private Run run(Map<String, String> environment, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables.remove("ZAIKO_JAVA_OPTIONS");
    variables.put("JAVA_HOME", jdk.toString());
    variables.put("LC_ALL", "C.UTF-8");
    variables.putAll(environment);
    Path err = temporary.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out;
    try (InputStream stream = process.getInputStream()) {
      out = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    return new Run(process.waitFor(), out, Files.readString(err));
  }

  private long builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  /** A JDK that prints the locale and its arguments. */
  private Path jdk(String version) throws IOException {
    Path root = temporary.resolve("jdk-" + version);
    Files.createDirectories(root.resolve("bin"));
    Files.writeString(root.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(
        root.resolve("bin/java"),
        """
        #!/bin/sh
        printf 'LC_ALL=%s\\n' "${LC_ALL:-}"
        printf '%s|' "$@"
        echo
        """);
    return root;
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
  }
}
