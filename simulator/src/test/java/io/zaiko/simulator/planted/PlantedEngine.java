package io.zaiko.simulator.planted;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.simulator.run.SimulationRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The engine with a bug in it: a scratch copy of its sources is patched and compiled, and a
 * simulator of its own runs it. Nothing of it is seen by the rest of this process.
 */
final class PlantedEngine implements AutoCloseable {
  /** Where a planted bug was caught. */
  record Caught(long seed, int commands, String difference) {}

  private final URLClassLoader loader;

  private PlantedEngine(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Compiles an engine with a patch.
   *
   * @param home root of the repository
   * @param scratch an empty directory
   * @throws IllegalStateException if the patch does not apply, or what it makes does not compile
   */
  static PlantedEngine plant(Path home, Patch patch, Path scratch) {
    try {
      Path sources = Path.of("engine", "src", "main", "java");
      copy(home.resolve(sources), scratch.resolve(sources));
      for (String file : patch.files()) {
        Path copy = scratch.resolve(file);
        Files.writeString(copy, patch.apply(file, Files.readString(copy)));
      }
      Path classes = Files.createDirectory(scratch.resolve("classes"));
      compile(javaFiles(scratch.resolve(sources)), classes);
      return new PlantedEngine(new Isolated(classes, classesOf(SimulationRun.class)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make an engine in " + scratch, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : javaFiles(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static List<Path> javaFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-nowarn",
            "-proc:none",
            "-implicit:none");
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  manager,
                  problems,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new IllegalStateException("does not compile: " + problems.getDiagnostics());
      }
    }
  }

  private static URL classesOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /**
   * Runs seeds until one shows a difference.
   *
   * @param seeds how many at most, from 1 on
   */
  Optional<Caught> firstDifference(int seeds, int commands) {
    try {
      Method run =
          loader
              .loadClass(SimulationRun.class.getName())
              .getMethod("firstDifference", long.class, int.class);
      for (long seed = 1; seed <= seeds; seed++) {
        Optional<?> sighting = (Optional<?>) run.invoke(null, seed, commands);
        if (sighting.isPresent()) {
          return Optional.of(caught(seed, sighting.get()));
        }
      }
      return Optional.empty();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The simulator itself failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The simulator is not what it was", e);
    }
  }

  private static Caught caught(long seed, Object sighting) throws ReflectiveOperationException {
    Method commands = sighting.getClass().getMethod("commands");
    Method difference = sighting.getClass().getMethod("difference");
    return new Caught(
        seed, (Integer) commands.invoke(sighting), (String) difference.invoke(sighting));
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the classes of an engine", e);
    }
  }

  /** Has an engine and a simulator of its own; all else is shared. */
  private static final class Isolated extends URLClassLoader {
    private static final List<String> OWN =
        List.of(packageOf(InventoryEngine.class), packageOf(SimulationRun.class));

    Isolated(Path engine, URL simulator) throws MalformedURLException {
      super(new URL[] {engine.toUri().toURL(), simulator}, PlantedEngine.class.getClassLoader());
    }

    /** "io.zaiko.engine." of a class below it. */
    private static String packageOf(Class<?> type) {
      String name = type.getPackageName();
      return name.substring(0, name.lastIndexOf('.') + 1);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean own = OWN.stream().anyMatch(name::startsWith);
        if (!own) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }
  }
}
