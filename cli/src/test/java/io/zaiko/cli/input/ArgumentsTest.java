package io.zaiko.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.Line;
import io.zaiko.client.Relocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
  @Test
  void shouldReadALineOfTheCommandsLocation() {
    assertEquals(new LineArgument("りんご 赤", null, 12), LineArgument.skuQuantity("りんご 赤=12"));
    assertEquals(new LineArgument("A", null, -3), LineArgument.skuQuantity("A=-3"));
  }

  @Test
  void shouldReadALineWithALocation() {
    assertEquals(
        new LineArgument("A/1", "東京 1", 12), LineArgument.skuLocationQuantity("A/1@東京 1=12"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "A=", "=3", "A=x", "A=1.5", "A@B=3", "A=99999999999999999999"})
  void shouldRefuseWhatIsNoSkuAndQuantity(String text) {
    assertThrows(TypeConversionException.class, () -> LineArgument.skuQuantity(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A=3", "A@=3", "@B=3", "A@B", "A@B=", "A=B@3", "A@B=x"})
  void shouldRefuseWhatIsNoSkuLocationAndQuantity(String text) {
    assertThrows(TypeConversionException.class, () -> LineArgument.skuLocationQuantity(text));
  }

  @Test
  void shouldReadALineWithChoices() {
    assertEquals(Line.of("A", "東京 1", 2), LineArgument.withChoices("A@東京 1=2"));
    assertEquals(
        Line.atAnyOf("A", List.of("X", "Y"), 2), LineArgument.withChoices("A@X,Y=2"), "rule 13");
    assertEquals(Line.inRegion("A", "関東", 2), LineArgument.withChoices("A@@関東=2"), "rule 13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=3", "A@=3", "A@@=3", "A@X,=3", "A@,X=3", "A@X,,Y=3", "@@R=3", "A@X,Y"})
  void shouldRefuseWhatLeavesNothingToChoose(String text) {
    assertThrows(TypeConversionException.class, () -> LineArgument.withChoices(text));
  }

  @Test
  void shouldReadAMoveOfAPromise() {
    assertEquals(Relocation.of("A", "X", "Y"), LineArgument.relocation("A@X=Y"), "rule 16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A=Y", "A@=Y", "@X=Y", "A@X", "A@X="})
  void shouldRefuseWhatMovesNoPromise(String text) {
    assertThrows(TypeConversionException.class, () -> LineArgument.relocation(text));
  }

  @ParameterizedTest
  @CsvSource({"30s,30", "15m,900", "24h,86400", "7d,604800"})
  void shouldReadDurations(String text, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), new HoldTime().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "m", "0s", "-5m", "1h30m", "15 m", "1w", "15M"})
  void shouldRefuseWhatIsNoDuration(String text) {
    assertThrows(TypeConversionException.class, () -> new HoldTime().convert(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'35.681236,139.767125', 35681236, 139767125",
    "'-90,180', -90000000, 180000000",
    "'0.0000005, -0.0000004', 1, 0"
  })
  void shouldReadCoordinatesAsMicrodegrees(String text, int latitude, int longitude) {
    assertEquals(new Coordinates(latitude, longitude), new Coordinates.Converter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "35",
        "35,139,1",
        "90.000001,0",
        "0,-180.1",
        "a,b",
        "35;139",
        "NaN,0",
        "1e-99999999,0"
      })
  void shouldRefuseWhatIsNotOnEarth(String text) {
    assertThrows(TypeConversionException.class, () -> new Coordinates.Converter().convert(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T20:00:00+09:00,2026-11-30T11:00:00Z",
    "9999-12-31T23:59:59.999999Z,9999-12-31T23:59:59.999999Z"
  })
  void shouldReadTimesWithAnOffset(String text, String time) {
    assertEquals(Instant.parse(time), new PointInTime().convert(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "10:00",
        "2026-12-01",
        "2026-12-01T10:00:00",
        "1969-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59.999999999Z"
      })
  void shouldRefuseWhatIsNoTimeThatCanBeSent(String text) {
    assertThrows(TypeConversionException.class, () -> new PointInTime().convert(text));
  }

  @ParameterizedTest
  @CsvSource({"x,'x' is not a whole number", "1.5,not a whole number", "99999999999,out of range"})
  void shouldSayWhyANumberIsNone(String text, String why) {
    TypeConversionException refusal =
        assertThrows(TypeConversionException.class, () -> WholeNumber.ofInt(text));

    assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:7450,127.0.0.1,7450", "stock.example:1,stock.example,1", "[::1]:0,::1,0"})
  void shouldReadAddresses(String text, String host, int port) {
    Address address = new Address.Converter().convert(text);

    assertEquals(new Address(host, port), address);
    assertEquals(text, address.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", ":7450", "host:", "host:x", "host:65536", "::1:7450", "h:-1"})
  void shouldRefuseWhatIsNoAddress(String text) {
    assertThrows(TypeConversionException.class, () -> new Address.Converter().convert(text));
  }
}
