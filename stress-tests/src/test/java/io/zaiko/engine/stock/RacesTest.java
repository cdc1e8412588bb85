package io.zaiko.engine.stock;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the races of this module with jcstress, in processes of their own. A build has time for a
 * short look; {@code -Dzaiko.jcstress="-m default"}, or other options of jcstress, take a longer
 * one, and {@code -Dzaiko.jcstress.report=FILE} keeps its tables. What they show holds for the
 * machine and JDK they ran on.
 */
final class RacesTest {
  private static final Path RESULTS = Path.of("target", "jcstress");
  private static final Path OUTPUT = RESULTS.resolve("output.txt");
  private static final String CONTROL = BrokenWordControl.class.getName();
  private static final Pattern FAILED = Pattern.compile("\\[FAILED] (\\S+)");
  private static final Pattern OK = Pattern.compile("\\[OK] (io\\.zaiko\\.\\S+)");

  /** The compiler as it is, one small process for each race and VM: what fits into a build. */
  private static final String SHORT = "-sc false -fsm 1 -pth false -hs 64 -iters 2 -time 100";

  /** A longer look at the control alone. */
  private static final String CONTROL_ALONE = "-sc false -fsm 1 -hs 64 -iters 5 -time 1000 -t ";

  private static final int LOOKS_AT_CONTROL = 5;

  @Test
  void shouldShowForbiddenOutcomesOfABrokenReaderOnly() throws Exception {
    String options = System.getProperty("zaiko.jcstress", SHORT);
    run(List.of(options.split(" +", -1)));
    String output = Files.readString(OUTPUT, StandardCharsets.UTF_8);
    report(options, output);
    Set<String> failed = names(FAILED, output);
    Set<String> passed = names(OK, output);
    // With few samples some configurations of the VM, or on a busy machine all, may miss it.
    boolean controlFailed = failed.remove(CONTROL);
    passed.remove(CONTROL);
    assertEquals(Set.of(), failed, () -> "failed, see " + OUTPUT);
    assertEquals(races(), passed, () -> "passed, see " + OUTPUT);
    assertTrue(output.contains("Error tests: No matches"), () -> "errors, see " + OUTPUT);
    assertTrue(controlFailed || controlFailsAlone(), () -> "not caught, see " + OUTPUT);
  }

  /** Looks longer at the broken reader alone, some times if need be. */
  private static boolean controlFailsAlone() throws Exception {
    boolean failed = false;
    for (int look = 0; look < LOOKS_AT_CONTROL && !failed; look++) {
      run(List.of((CONTROL_ALONE + CONTROL).split(" ", -1)));
      failed = names(FAILED, Files.readString(OUTPUT, StandardCharsets.UTF_8)).contains(CONTROL);
    }
    return failed;
  }

  /** The tables over all configurations of the VM, under what they were taken on. */
  private static void report(String options, String output) throws IOException {
    String report = System.getProperty("zaiko.jcstress.report");
    int begin = output.indexOf("RUN RESULTS:");
    int end = output.indexOf("  HTML report generated");
    if (report != null && begin >= 0 && end > begin) {
      String machine =
          String.format(
              "jcstress %s; %s %s, %d cores, JDK %s%nBrokenWordControl has to fail.%n%n",
              options,
              System.getProperty("os.name"),
              System.getProperty("os.arch"),
              Runtime.getRuntime().availableProcessors(),
              Runtime.version());
      Files.writeString(Path.of(report), machine + output.substring(begin, end).strip() + "\n");
    }
  }

  private static Set<String> names(Pattern pattern, String output) {
    return pattern.matcher(output).results().map(RacesTest::name).collect(toSet());
  }

  private static String name(MatchResult line) {
    return line.group(1);
  }

  /** All races there are, from their class files. */
  private static Set<String> races() throws IOException {
    String here = RacesTest.class.getPackageName();
    Path classes = Path.of("target", "test-classes", here.replace('.', File.separatorChar));
    try (Stream<Path> files = Files.list(classes)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith("Race.class"))
          .map(file -> here + "." + file.substring(0, file.length() - ".class".length()))
          .collect(toSet());
    }
  }

  private static void run(List<String> options) throws IOException, InterruptedException {
    Files.createDirectories(RESULTS);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), "org.openjdk.jcstress.Main"));
    int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
    command.addAll(List.of("-c", Integer.toString(cores)));
    command.addAll(List.of("-v", "-r", ".", "-af", "NONE"));
    // Given here, jcstress tries no other flags. Not to be inherited from its own process: under
    // IgnoreUnrecognizedVMOptions it takes every VM for one with biased locking, and runs each race
    // twice, with and without. (A VM that has it, up to JDK 17, is tried both ways all the same.)
    command.addAll(List.of("-jvmArgs", ourOptions() + " -Xshare:auto"));
    command.addAll(options);
    // What it keeps beside its report goes to its working directory.
    new ProcessBuilder(command)
        .directory(RESULTS.toFile())
        .redirectErrorStream(true)
        .redirectOutput(OUTPUT.toFile())
        .start()
        .waitFor();
  }

  private static String ourOptions() throws IOException {
    Path file = Path.of(System.getProperty("zaiko.home"), "config", "jvm.options");
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .collect(joining(" "));
  }

  /** Without what does not exist: jcstress cannot stand it. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .map(entry -> entry.toAbsolutePath().toString())
        .collect(joining(File.pathSeparator));
  }
}
