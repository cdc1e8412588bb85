package io.zaiko.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Builds JSON objects, each on a line of its own. Stateless, so safe for any thread. */
public final class JsonLines {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLines() {}

  /** One object, without a line end. */
  public static String line(Consumer<JsonFields> fields) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.writeStartObject();
      fields.accept(new JsonFields(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
