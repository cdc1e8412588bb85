package io.zaiko.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What the schema file itself says about its messages, read with a plain XML parser. */
public record Schema(Map<String, Message> messages) {

  /** The parts of a message by name, in order. */
  public record Message(
      int templateId,
      List<String> fields,
      List<String> groups,
      List<String> texts,
      Map<String, List<String>> textsOfGroups) {}

  /** Reads the schema. */
  public static Schema load() {
    try (InputStream stream = Schema.class.getResourceAsStream("/zaiko-protocol.xml")) {
      Element root =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(stream)
              .getDocumentElement();
      Map<String, Message> messages = new LinkedHashMap<>();
      for (Element element : children(root, "sbe:message")) {
        messages.put(
            element.getAttribute("name"),
            new Message(
                Integer.parseInt(element.getAttribute("id")),
                names(element, "field"),
                names(element, "group"),
                names(element, "data"),
                textsOfGroups(element)));
      }
      return new Schema(messages);
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError("cannot read the schema", e);
    }
  }

  private static Map<String, List<String>> textsOfGroups(Element message) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (Element group : children(message, "group")) {
      texts.put(group.getAttribute("name"), names(group, "data"));
    }
    return texts;
  }

  private static List<String> names(Element parent, String tag) {
    return children(parent, tag).stream().map(child -> child.getAttribute("name")).toList();
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(tag)) {
        found.add(element);
      }
    }
    return found;
  }
}
