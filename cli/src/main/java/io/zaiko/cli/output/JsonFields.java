package io.zaiko.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The fields of one JSON object, written in the order of the calls. A field is never left out: what
 * is not known is null.
 *
 * <p>Not thread safe; valid only inside the call it was handed to.
 */
public final class JsonFields {
  private final JsonGenerator generator;

  JsonFields(JsonGenerator generator) {
    this.generator = generator;
  }

  /** A text, or null. */
  public JsonFields text(String name, String value) {
    return write(
        () -> {
          generator.writeFieldName(name);
          if (value == null) {
            generator.writeNull();
          } else {
            generator.writeString(value);
          }
        });
  }

  /** An integer. */
  public JsonFields number(String name, long value) {
    return write(() -> generator.writeNumberField(name, value));
  }

  /** An integer, or null. */
  public JsonFields numberOrNull(String name, Long value) {
    return value == null ? text(name, null) : number(name, value);
  }

  /** A measured value, rounded to three decimals. */
  public JsonFields decimal(String name, double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    return write(() -> generator.writeNumberField(name, rounded));
  }

  /** A measured value as {@link #decimal}, or null. */
  public JsonFields decimalOrNull(String name, Double value) {
    return value == null ? text(name, null) : decimal(name, value);
  }

  /** A truth value. */
  public JsonFields flag(String name, boolean value) {
    return write(() -> generator.writeBooleanField(name, value));
  }

  /** A truth value, or null. */
  public JsonFields flagOrNull(String name, Boolean value) {
    return value == null ? text(name, null) : flag(name, value);
  }

  /** A time in microseconds since the epoch as ISO-8601 UTC; 0 is written as null. */
  public JsonFields time(String name, long epochMicros) {
    return text(name, Times.iso(epochMicros));
  }

  /** A list of integers. */
  public JsonFields numberList(String name, List<Long> values) {
    return write(
        () -> {
          generator.writeArrayFieldStart(name);
          for (long value : values) {
            generator.writeNumber(value);
          }
          generator.writeEndArray();
        });
  }

  /** A list of texts. */
  public JsonFields texts(String name, List<String> values) {
    return write(
        () -> {
          generator.writeArrayFieldStart(name);
          for (String value : values) {
            generator.writeString(value);
          }
          generator.writeEndArray();
        });
  }

  /** An object. */
  public JsonFields object(String name, Consumer<JsonFields> fields) {
    return write(
        () -> {
          generator.writeObjectFieldStart(name);
          fields.accept(this);
          generator.writeEndObject();
        });
  }

  /** A list of objects. */
  public <T> JsonFields objects(String name, List<T> values, BiConsumer<JsonFields, T> fields) {
    return write(
        () -> {
          generator.writeArrayFieldStart(name);
          for (T value : values) {
            generator.writeStartObject();
            fields.accept(this, value);
            generator.writeEndObject();
          }
          generator.writeEndArray();
        });
  }

  /** An object that holds a number for each key, in the map's order. */
  public JsonFields numbers(String name, Map<String, Long> values) {
    return write(
        () -> {
          generator.writeObjectFieldStart(name);
          for (Map.Entry<String, Long> entry : values.entrySet()) {
            generator.writeNumberField(entry.getKey(), entry.getValue());
          }
          generator.writeEndObject();
        });
  }

  private JsonFields write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private interface Writing {
    void run() throws IOException;
  }
}
