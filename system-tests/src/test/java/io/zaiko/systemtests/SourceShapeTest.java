package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a reader can hold: no file over 500 lines, no method over 70. */
final class SourceShapeTest {
  private static final int MOST_LINES_OF_A_FILE = 500;
  private static final int MOST_LINES_OF_A_METHOD = 70;

  private final List<String> tooLong = new ArrayList<>();

  @Test
  void shouldFitFilesAndMethodsOnTheScreen() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(System.getProperty("zaiko.home")))) {
      files = found.filter(SourceShapeTest::isOurs).toList();
    }
    assertTrue(files.size() > 500, () -> "found only " + files.size());

    for (Path file : files) {
      long lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES_OF_A_FILE) {
        tooLong.add(file.getFileName() + ": " + lines + " lines");
      }
    }
    measureMethods(files);

    assertEquals(List.of(), tooLong);
  }

  /** Sources of the modules, main and test, not what the build makes of them. */
  private static boolean isOurs(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
  }

  private void measureMethods(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new MethodMeasure(unit, positions), null);
      }
    }
  }

  private final class MethodMeasure extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    MethodMeasure(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      LineMap lineMap = unit.getLineMap();
      long first = lineMap.getLineNumber(positions.getStartPosition(unit, method));
      long last = lineMap.getLineNumber(positions.getEndPosition(unit, method));
      long lines = last - first + 1;
      if (lines > MOST_LINES_OF_A_METHOD) {
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        tooLong.add(file + " " + method.getName() + ": " + lines + " lines");
      }
      return super.visitMethod(method, null);
    }
  }
}
