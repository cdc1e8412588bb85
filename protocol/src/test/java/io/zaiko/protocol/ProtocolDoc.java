package io.zaiko.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the reference says, read back from its Markdown: tables under headings, and bytes.
 */
final class ProtocolDoc {
  private static final Pattern MESSAGE =
      Pattern.compile("### [A-Z_]+ · `(\\w+)` · template (\\d+) · block (\\d+) bytes");
  private static final Pattern GROUP = Pattern.compile("Group `(\\w+)` · entry (\\d+) bytes: .+");
  private static final Pattern SECTION = Pattern.compile("### (\\w+)");
  private static final Pattern BYTES = Pattern.compile("\\*\\*(\\w+)\\*\\*, \\w+ to \\w+:");
  private static final String NO_OFFSET = "–";

  /** A row of a table, cell by cell. */
  record Row(List<String> cells) {
    String cell(int index) {
      return cells.get(index);
    }

    boolean isText() {
      return cell(0).equals(NO_OFFSET);
    }
  }

  /** The fixed part of a message, or of an entry of a group, and its texts, in order. */
  record Part(int blockLength, List<Row> rows) {
    List<Row> fields() {
      return rows.stream().filter(row -> !row.isText()).toList();
    }

    List<String> texts() {
      return rows.stream().filter(Row::isText).map(row -> row.cell(1)).toList();
    }
  }

  /** A message: its own part under the empty name, and its groups, in order. */
  record Message(int templateId, Map<String, Part> parts) {
    List<String> groups() {
      return parts.keySet().stream().filter(name -> !name.isEmpty()).toList();
    }
  }

  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<String, List<Row>> sections = new LinkedHashMap<>();
  private final Map<String, byte[]> bytes = new LinkedHashMap<>();

  /** Where the table rows that come next belong. */
  private List<Row> rows = new ArrayList<>();

  /** Of the message being read; null before the first. */
  private Map<String, Part> parts;

  private String hexTitle = "";

  /** The digits of the block being read; null outside of one. */
  private StringBuilder hex;

  private ProtocolDoc(List<String> lines) {
    for (String line : lines) {
      if (!readHex(line) && !readHeading(line) && line.startsWith("|")) {
        readRow(line);
      }
    }
  }

  private boolean readHex(String line) {
    if (line.equals("```hex")) {
      hex = new StringBuilder();
    } else if (hex != null && line.equals("```")) {
      bytes.put(hexTitle, HexFormat.of().parseHex(hex));
      hex = null;
    } else if (hex != null) {
      hex.append(line.split("  ", 2)[0].replace(" ", ""));
    } else {
      return false;
    }
    return true;
  }

  private boolean readHeading(String line) {
    Matcher message = MESSAGE.matcher(line);
    Matcher group = GROUP.matcher(line);
    Matcher section = SECTION.matcher(line);
    Matcher title = BYTES.matcher(line);
    if (message.matches()) {
      parts = new LinkedHashMap<>();
      messages.put(message.group(1), new Message(Integer.parseInt(message.group(2)), parts));
      begin("", message.group(3));
    } else if (group.matches()) {
      begin(group.group(1), group.group(2));
    } else if (line.equals("Texts, in this order:")) {
      rows = parts.get("").rows();
    } else if (section.matches()) {
      rows = sections.computeIfAbsent(section.group(1), unused -> new ArrayList<>());
    } else if (line.startsWith("#")) {
      rows = sections.computeIfAbsent(line, unused -> new ArrayList<>());
    } else if (title.matches()) {
      hexTitle = title.group(1);
    } else {
      return false;
    }
    return true;
  }

  private void begin(String group, String blockLength) {
    Part part = new Part(Integer.parseInt(blockLength), new ArrayList<>());
    parts.put(group, part);
    rows = part.rows();
  }

  /** Adds a row of a table, unless it is the head of one. */
  private void readRow(String line) {
    List<String> cells =
        Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
            .map(String::strip)
            .toList();
    boolean head = cells.get(0).matches("[a-z ]+") || cells.get(0).startsWith("--");
    if (!head) {
      rows.add(new Row(cells));
    }
  }

  /** Reads a page below {@code docs/reference}. */
  static ProtocolDoc read(String page) {
    Path file = Path.of(System.getProperty("zaiko.home"), "docs", "reference", page);
    try {
      return new ProtocolDoc(Files.readAllLines(file));
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }

  Map<String, Message> messages() {
    return messages;
  }

  /** The table under a heading of one word, or under a whole heading with its hashes. */
  List<Row> table(String heading) {
    return sections.getOrDefault(heading, List.of());
  }

  /** The frames of the worked example, each with its length, by the message's name. */
  Map<String, byte[]> bytes() {
    return bytes;
  }
}
