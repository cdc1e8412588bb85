package io.zaiko.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The types of the schema: what each field is made of, and what its enumerations list. */
public final class SchemaTypes {
  private final Element root;
  private final Map<String, String> primitives = new HashMap<>();
  private final Map<String, Map<Integer, String>> values = new TreeMap<>();
  private final Set<String> flags = new HashSet<>();

  private SchemaTypes(Element root) {
    this.root = root;
    for (Element type : children(children(root, "types").get(0), null)) {
      String name = type.getAttribute("name");
      switch (type.getTagName()) {
        case "type" -> primitives.put(name, primitive(type));
        case "enum", "set" -> {
          primitives.put(name, type.getAttribute("encodingType"));
          values.put(name, values(type));
          if (type.getTagName().equals("set")) {
            flags.add(name);
          }
        }
        default -> {
          // composites are the framework's own: headers and texts
        }
      }
    }
  }

  /** Reads the schema. */
  public static SchemaTypes load() {
    try (InputStream stream = SchemaTypes.class.getResourceAsStream("/zaiko-protocol.xml")) {
      return new SchemaTypes(
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(stream)
              .getDocumentElement());
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError("cannot read the schema", e);
    }
  }

  private static String primitive(Element type) {
    String length = type.getAttribute("length");
    String primitive = type.getAttribute("primitiveType");
    return length.isEmpty() ? primitive : primitive + "[" + length + "]";
  }

  private static Map<Integer, String> values(Element type) {
    Map<Integer, String> values = new TreeMap<>();
    for (Element value : children(type, null)) {
      values.put(Integer.valueOf(value.getTextContent()), value.getAttribute("name"));
    }
    return values;
  }

  /** Names of enumerations and flags, with their values or bits. */
  public Map<String, Map<Integer, String>> values() {
    return values;
  }

  /** Whether a type's values are numbers of bits. */
  public boolean isFlags(String type) {
    return flags.contains(type);
  }

  /** What the fields and texts of a message or of one of its groups are made of, by name. */
  Map<String, String> typesOf(String message, String group) {
    Map<String, String> types = new HashMap<>();
    fieldsOf(message, group).forEach((field, type) -> types.put(field, primitives.get(type)));
    children(element(message, group), "data")
        .forEach(data -> types.put(data.getAttribute("name"), "text"));
    return types;
  }

  /**
   * The name of each field's type, by the name of the field, in the order of the schema.
   *
   * @param group a group of the message, or empty for its block
   */
  public Map<String, String> fieldsOf(String message, String group) {
    Map<String, String> types = new LinkedHashMap<>();
    children(element(message, group), "field")
        .forEach(field -> types.put(field.getAttribute("name"), field.getAttribute("type")));
    return types;
  }

  private Element element(String message, String group) {
    Element parent =
        children(root, "sbe:message").stream()
            .filter(element -> element.getAttribute("name").equals(message))
            .findFirst()
            .orElseThrow();
    if (!group.isEmpty()) {
      parent =
          children(parent, "group").stream()
              .filter(element -> element.getAttribute("name").equals(group))
              .findFirst()
              .orElseThrow();
    }
    return parent;
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && (tag == null || element.getTagName().equals(tag))) {
        found.add(element);
      }
    }
    return found;
  }
}
