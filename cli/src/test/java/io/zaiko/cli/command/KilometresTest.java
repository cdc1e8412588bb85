package io.zaiko.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class KilometresTest {
  @ParameterizedTest
  @CsvSource({"1,1000", "2.5,2500", "0.001,1", "0.0005,1", "21000,21000000"})
  void shouldReadKilometresAsMetres(String text, int metres) {
    assertEquals(metres, new Kilometres().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "0.0004", "21001", "1e99", "far", "5km"})
  void shouldRefuseWhatIsNoDistance(String text) {
    assertThrows(TypeConversionException.class, () -> new Kilometres().convert(text));
  }
}
