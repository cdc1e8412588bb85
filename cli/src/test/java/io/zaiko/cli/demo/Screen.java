package io.zaiko.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows that understands "up" and "erase to the end". */
final class Screen {
  private static final Pattern PIECE = Pattern.compile("\u001B\\[(\\d*)([AJ])|\n|[^\u001B\n]+");

  private Screen() {}

  static List<String> of(String printed) {
    List<String> lines = new ArrayList<>(List.of(""));
    int row = 0;
    Matcher piece = PIECE.matcher(printed);
    while (piece.find()) {
      if (piece.group().equals("\n")) {
        row++;
        if (row == lines.size()) {
          lines.add("");
        }
      } else if (piece.group(2) == null) {
        lines.set(row, piece.group());
      } else if (piece.group(2).equals("A")) {
        row -= Integer.parseInt(piece.group(1));
      } else {
        lines.subList(row, lines.size()).replaceAll(line -> "");
      }
    }
    return lines;
  }
}
