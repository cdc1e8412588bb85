package io.zaiko.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.Terminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {
  private final Terminal terminal = new Terminal();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seconds 1            | --seconds 1 is not 2 to 120",
        "--seconds many         | Invalid value for option '--seconds'",
        "--stores 0             | --stores 0 is not 1 to 10000",
        "--skus 0               | --skus 0 is not 1 to 1000000",
        "--stores 9999          | makes 49995000 stock records, but a demo has at most 4000000",
      })
  void shouldExitWithTwoOnASizeThatIsNone(String options, String message) {
    String[] words = ("demo " + options.strip()).split(" ");

    assertEquals(2, terminal.run(words));
    assertTrue(terminal.err().contains(message), terminal::err);
    assertEquals("", terminal.out());
  }
}
