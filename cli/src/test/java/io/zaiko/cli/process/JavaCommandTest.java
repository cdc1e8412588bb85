package io.zaiko.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.Main;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  @Test
  void shouldKeepOnlyTheFlagsThatTheProgramCannotDoWithout() {
    // This process has the flags of the launcher, and some of the build's.
    List<String> needed = JavaCommand.neededFlags();

    assertTrue(needed.contains("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"), "needed");
    assertTrue(JavaCommand.flags().containsAll(needed), "no others");
    assertTrue(needed.stream().noneMatch(flag -> flag.startsWith("-X") && !isIgnore(flag)));
    assertTrue(needed.stream().noneMatch(flag -> flag.startsWith("-Dzaiko.")), needed::toString);
  }

  private static boolean isIgnore(String flag) {
    return flag.equals("-XX:+IgnoreUnrecognizedVMOptions");
  }

  @Test
  void shouldNameTheClassPathWithoutAWorkingDirectory() {
    List<String> command = JavaCommand.of(List.of("-Xmx1m"), Main.class);

    assertEquals("-Xmx1m", command.get(1));
    assertEquals("io.zaiko.cli.Main", command.get(4));
    for (String entry : command.get(3).split(File.pathSeparator, -1)) {
      assertTrue(Path.of(entry).isAbsolute(), entry);
    }
  }

  @Test
  void shouldHideOptionsAndFlagsInVariables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("ZAIKO_DATA", "elsewhere");
    variables.put("JAVA_TOOL_OPTIONS", "-Xmx8g");
    variables.put("PATH", "/bin");

    JavaCommand.removeOptionsAndFlags(variables);

    assertEquals(Map.of("PATH", "/bin"), variables);
  }
}
