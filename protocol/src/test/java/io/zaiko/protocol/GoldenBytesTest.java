package io.zaiko.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every message of each version of the schema, and what they mean, as they were when
 * somebody looked at them. A difference means that clients and journals of yesterday are not
 * understood any more: then the schema needs a new version, not this test a new file.
 *
 * <p>While a message, or a version, is new: {@code -Dzaiko.golden.write=true} writes the files from
 * the encoders; the next run compares.
 */
final class GoldenBytesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String SUFFIX = ".hex";
  private static final String MEANING = "# ";
  private static final int BYTES_PER_ROW = 16;

  private record Golden(String meaning, String hex) {}

  private static String presentVersion() {
    return "v" + MessageHeaderEncoder.SCHEMA_VERSION;
  }

  static Stream<String> names() {
    return GoldenMessages.all().keySet().stream();
  }

  /** Of every version, version and name. */
  static Stream<Arguments> namesOfAllVersions() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return all.stream()
          .map(
              file ->
                  Arguments.of(
                      file.getParent().getFileName().toString(),
                      file.getFileName().toString().replace(SUFFIX, "")));
    }
  }

  @Test
  void shouldHaveGoldenBytesForEveryMessageOfTheSchema() {
    assertEquals(
        new TreeSet<>(Schema.load().messages().keySet()),
        new TreeSet<>(GoldenMessages.all().keySet()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldEncodeTheGoldenBytes(String name) throws IOException {
    assertEquals(
        read(presentVersion(), name).hex(),
        HexFormat.of().formatHex(GoldenMessages.all().get(name)));
  }

  @ParameterizedTest
  @MethodSource("namesOfAllVersions")
  void shouldDecodeTheGoldenBytesToTheirMeaning(String version, String name) throws IOException {
    Golden golden = read(version, name);
    byte[] bytes = HexFormat.of().parseHex(golden.hex());
    assertEquals(golden.meaning(), TestMessage.of(name, bytes).meaning());
  }

  @Test
  @EnabledIfSystemProperty(named = "zaiko.golden.write", matches = "true")
  void shouldWriteGoldenFilesWhenAsked() throws IOException {
    Path directory = Files.createDirectories(GOLDEN.resolve(presentVersion()));
    for (Map.Entry<String, byte[]> message : GoldenMessages.all().entrySet()) {
      byte[] bytes = message.getValue();
      String name = message.getKey();
      StringBuilder text = new StringBuilder();
      text.append(MEANING).append(TestMessage.of(name, bytes).meaning()).append('\n');
      for (int i = 0; i < bytes.length; i += BYTES_PER_ROW) {
        int end = Math.min(bytes.length, i + BYTES_PER_ROW);
        text.append(HexFormat.ofDelimiter(" ").formatHex(bytes, i, end)).append('\n');
      }
      Files.writeString(directory.resolve(name + SUFFIX), text, UTF_8);
    }
  }

  private static Golden read(String version, String name) throws IOException {
    String resource = "/golden/" + version + "/" + name + SUFFIX;
    try (InputStream stream = GoldenBytesTest.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new AssertionError("no golden bytes: " + resource);
      }
      String text = new String(stream.readAllBytes(), UTF_8);
      int firstRow = text.indexOf('\n') + 1;
      return new Golden(
          text.substring(MEANING.length(), firstRow - 1),
          text.substring(firstRow).replaceAll("\\s", ""));
    }
  }
}
