package io.zaiko.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads what commands print as JSON. */
public final class JsonShape {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonShape() {}

  /** One line as an object; an error if it is none. */
  public static JsonNode parse(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (!node.isObject()) {
        throw new AssertionError("not a JSON object: " + line);
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  /** Names of the fields, in their order. */
  public static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Names of the fields of a line, in their order. */
  public static List<String> fields(String line) {
    return fields(parse(line));
  }
}
