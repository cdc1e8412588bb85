package io.zaiko.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program of this build in a process of its own, with the flags of the product and the class
 * path of the test. What it prints is kept; a line can be waited for. Closing kills it.
 */
final class JavaProcess implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final Thread reader;
  private final String name;

  private JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    reader = new Thread(this::readOutput, "output-of-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  static JavaProcess start(String mainClass, String... arguments) throws IOException {
    return start(null, mainClass, arguments);
  }

  /** The same with standard error kept apart, in a file; null = together with the output. */
  static JavaProcess start(Path errors, String mainClass, String... arguments) throws IOException {
    return start(List.of(), errors, mainClass, arguments);
  }

  /** The same started by another program, which has to become it. */
  static JavaProcess start(List<String> prefix, Path errors, String mainClass, String... arguments)
      throws IOException {
    return start(prefix, List.of(), errors, mainClass, arguments);
  }

  /** The same for a program that does not live long: it compiles little, and starts sooner. */
  static JavaProcess startShortLived(String mainClass, String... arguments) throws IOException {
    return startShortLived(List.of(), mainClass, arguments);
  }

  /** The same started by another program, which has to become it. */
  static JavaProcess startShortLived(List<String> prefix, String mainClass, String... arguments)
      throws IOException {
    List<String> flags = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    return start(prefix, flags, null, mainClass, arguments);
  }

  private static JavaProcess start(
      List<String> prefix, List<String> flags, Path errors, String mainClass, String... arguments)
      throws IOException {
    String home = System.getProperty("zaiko.home");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of(home, "config", "jvm.options"));
    command.addAll(flags);
    command.addAll(List.of("-Xmx512m", "-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (errors == null) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(errors.toFile());
    }
    return new JavaProcess(mainClass, builder.start());
  }

  private void readOutput() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
          output.notifyAll();
        }
      }
    } catch (IOException e) {
      // The stream of a killed process breaks off: its end, like any other.
      output.add("output ended: " + e.getMessage());
    }
    synchronized (output) {
      output.notifyAll();
    }
  }

  /**
   * Waits for a line that contains a text, among all that were printed, and returns it.
   *
   * @throws IllegalStateException if the process ends, or two minutes pass, without one
   */
  String awaitLine(String text) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    synchronized (output) {
      for (int next = 0; ; ) {
        for (; next < output.size(); next++) {
          if (output.get(next).contains(text)) {
            return output.get(next);
          }
        }
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (leftMs <= 0 || !reader.isAlive()) {
          throw new IllegalStateException(name + " never printed '" + text + "': " + output);
        }
        output.wait(Math.min(leftMs, 1_000));
      }
    }
  }

  /** Writes a line to its standard input. */
  void send(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Ends its standard input. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills at once, as kill -9 does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks to end, as kill does. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end and returns the exit status. */
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(name + " does not end: " + output);
    }
    reader.join();
    return process.exitValue();
  }

  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
