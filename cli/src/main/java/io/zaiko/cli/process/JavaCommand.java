package io.zaiko.cli.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Command lines of children that run this program: with the Java and the class path of this
 * process, and flags of it. Stateless, so safe for any thread.
 */
public final class JavaCommand {
  /** Flags of a process that are its own affair. */
  private static final List<String> OWN_AFFAIR =
      List.of("-agent", "-javaagent", "-Xdebug", "-Xrun", "-Dzaiko.");

  /** Flags by which the program gets at what Java keeps closed, and settings of libraries. */
  private static final List<String> NEEDED =
      List.of("-XX:+IgnoreUnrecognizedVMOptions", "--", "-D");

  private static final String MANAGEMENT = "-Dcom.sun.management.";

  /** By which Java takes flags that are not on the command line. */
  private static final Set<String> FLAG_VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private JavaCommand() {}

  /** The flags of this process, but for agents, debugging, and what it was told about itself. */
  public static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> OWN_AFFAIR.stream().noneMatch(flag::startsWith))
        .toList();
  }

  /**
   * Those of them without which the program would not run on any JVM. What fits a process of
   * another size, heap, collector, compilers and logs, is left out, and so is management, which
   * would want the same port.
   */
  public static List<String> neededFlags() {
    return flags().stream()
        .filter(flag -> NEEDED.stream().anyMatch(flag::startsWith))
        .filter(flag -> !flag.startsWith(MANAGEMENT))
        .toList();
  }

  /** The beginning of a command line, up to the class; arguments can be added. */
  public static List<String> of(List<String> flags, Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
    command.add(main.getName());
    return command;
  }

  /** For children that have another working directory. */
  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Removes variables by which options of this process would become options of a child. */
  public static void removeOptions(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("ZAIKO_"));
  }

  /** The same, and variables by which flags for Java would reach it. */
  public static void removeOptionsAndFlags(Map<String, String> environment) {
    removeOptions(environment);
    environment.keySet().removeAll(FLAG_VARIABLES);
  }
}
