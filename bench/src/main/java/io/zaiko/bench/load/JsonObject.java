package io.zaiko.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON object whose fields are asked for by name and kind; one that is missing or of another kind
 * is an {@link IllegalArgumentException} that names it. Not thread safe.
 */
public final class JsonObject {
  private final Map<String, Object> fields;

  private JsonObject(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads an object.
   *
   * @throws IOException when the text is no JSON
   */
  public static JsonObject read(String json) throws IOException {
    return of(Json.read(json));
  }

  /** A value that {@link Json#read} gave, which has to be an object. */
  public static JsonObject of(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("not an object: " + value);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, field) -> fields.put(name.toString(), field));
    return new JsonObject(fields);
  }

  /** Names of the fields, in their order. */
  public Set<String> names() {
    return fields.keySet();
  }

  /** Whether a field is there and null. */
  public boolean isNull(String name) {
    return fields.containsKey(name) && fields.get(name) == null;
  }

  /** A text. */
  public String text(String name) {
    return field(name, String.class);
  }

  /** A text, or null. */
  public String textOrNull(String name) {
    return isNull(name) ? null : text(name);
  }

  /** An integer. */
  public long integer(String name) {
    return field(name, Long.class);
  }

  /** An integer, or 0 for null. */
  public long integerOrZero(String name) {
    return isNull(name) ? 0 : integer(name);
  }

  /** A number. */
  public double decimal(String name) {
    return field(name, Number.class).doubleValue();
  }

  /** A number, or 0 for null. */
  public double decimalOrZero(String name) {
    return isNull(name) ? 0 : decimal(name);
  }

  /** A truth value. */
  public boolean flag(String name) {
    return field(name, Boolean.class);
  }

  /** An object. */
  public JsonObject object(String name) {
    return of(field(name, Map.class));
  }

  /** A list. */
  public List<?> list(String name) {
    return field(name, List.class);
  }

  /** A value of any kind, or null. */
  public Object value(String name) {
    return fields.get(name);
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object text : list(name)) {
      texts.add(String.valueOf(text));
    }
    return texts;
  }

  private <T> T field(String name, Class<T> kind) {
    Object value = fields.get(name);
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException(
          "field " + name + " is " + value + ", not a " + kind.getSimpleName());
    }
    return kind.cast(value);
  }
}
