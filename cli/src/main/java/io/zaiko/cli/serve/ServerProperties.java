package io.zaiko.cli.serve;

import io.zaiko.cli.input.HoldTime;
import io.zaiko.cli.input.InputException;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/**
 * A server's configuration file: {@code name = value} lines, UTF-8. Every name that is read is
 * known; {@link #refuseUnknown} complains about the others, so that a slip of the pen is not
 * ignored.
 *
 * <p>Not thread safe.
 */
final class ServerProperties {
  private final Path file;
  private final Properties values;
  private final Set<String> known = new HashSet<>();

  private ServerProperties(Path file, Properties values) {
    this.file = file;
    this.values = values;
  }

  /** No file: every setting has its default. */
  static ServerProperties none() {
    return new ServerProperties(null, new Properties());
  }

  /**
   * Reads a file.
   *
   * @throws InputException when it cannot be read
   */
  static ServerProperties read(Path file) {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return new ServerProperties(file, values);
  }

  /** A value turned into something, or the default when it is not there or empty. */
  <T> T get(String name, T byDefault, Function<String, T> conversion) {
    known.add(name);
    String value = values.getProperty(name, "").strip();
    if (value.isEmpty()) {
      return byDefault;
    }
    try {
      return conversion.apply(value);
    } catch (NumberFormatException e) {
      throw new InputException(file + ": " + name + " '" + value + "' is not a whole number", e);
    } catch (TypeConversionException | IllegalArgumentException e) {
      throw new InputException(file + ": " + name + ": " + e.getMessage(), e);
    }
  }

  int number(String name, int byDefault) {
    return get(name, byDefault, Integer::parseInt);
  }

  long longNumber(String name, long byDefault) {
    return get(name, byDefault, Long::parseLong);
  }

  boolean flag(String name, boolean byDefault) {
    return get(name, byDefault, ServerProperties::truth);
  }

  Duration duration(String name, Duration byDefault) {
    return get(name, byDefault, new HoldTime()::convert);
  }

  List<String> list(String name, List<String> byDefault) {
    return get(
        name, byDefault, value -> Arrays.stream(value.split(",")).map(String::strip).toList());
  }

  <E extends Enum<E>> E choice(String name, E byDefault, Class<E> type) {
    return get(name, byDefault, value -> choice(value, type));
  }

  /** One of an enum's words, in lower case as people write them. */
  private static <E extends Enum<E>> E choice(String value, Class<E> type) {
    for (E choice : type.getEnumConstants()) {
      if (choice.name().equals(value.toUpperCase(Locale.ROOT))) {
        return choice;
      }
    }
    String words = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
    throw new TypeConversionException("'" + value + "' is none of " + words);
  }

  /** A level of durability by its word. */
  static Durability durability(String value) {
    return switch (value) {
      case "process" -> Durability.PROCESS;
      case "disk" -> Durability.DISK;
      default -> throw new TypeConversionException("'" + value + "' is neither process nor disk");
    };
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new TypeConversionException("'" + value + "' is neither true nor false");
    };
  }

  /**
   * Complains about names that nobody asked for.
   *
   * @throws InputException naming them and the known ones
   */
  void refuseUnknown() {
    Set<String> unknown = new TreeSet<>(values.stringPropertyNames());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new InputException(
          "%s: no such setting: %s. Known are: %s"
              .formatted(
                  file, String.join(", ", unknown), String.join(", ", new TreeSet<>(known))));
    }
  }
}
