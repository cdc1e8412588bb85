package io.zaiko.simulator.planted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff, applied to the letter: every line of context must stand where the diff says, and
 * nothing is guessed. So a planted bug whose code has changed is noticed.
 */
final class Patch {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");

  /** Lines from one line on (from 1) of a file, each with its sign: ' ', '-' or '+'. */
  private record Hunk(int begin, List<String> lines) {}

  private final Map<String, List<Hunk>> hunks = new LinkedHashMap<>();

  private Patch() {}

  /**
   * Reads a diff.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Patch parse(String text) {
    Patch patch = new Patch();
    List<Hunk> ofFile = null;
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); ) {
      String line = lines.get(i++);
      Matcher hunk = HUNK.matcher(line);
      if (line.startsWith("--- ")) {
        ofFile = new ArrayList<>();
      } else if (line.startsWith("+++ b/") && ofFile != null) {
        patch.hunks.put(line.substring("+++ b/".length()), ofFile);
      } else if (hunk.matches() && ofFile != null) {
        int end = i + length(lines.subList(i, lines.size()), hunk);
        ofFile.add(new Hunk(Integer.parseInt(hunk.group(1)), lines.subList(i, end)));
        i = end;
      } else {
        throw new IllegalArgumentException("line " + i + " is no part of a diff: " + line);
      }
    }
    return patch;
  }

  /** How many lines a hunk has: until it has told of as many old and new ones as its head says. */
  private static int length(List<String> lines, Matcher head) {
    int oldLines = head.group(2) == null ? 1 : Integer.parseInt(head.group(2));
    int newLines = head.group(4) == null ? 1 : Integer.parseInt(head.group(4));
    int length = 0;
    while (oldLines > 0 || newLines > 0) {
      if (length == lines.size()) {
        throw new IllegalArgumentException("the diff ends within a hunk");
      }
      char sign = sign(lines.get(length++));
      oldLines -= sign == '+' ? 0 : 1;
      newLines -= sign == '-' ? 0 : 1;
    }
    return length;
  }

  private static char sign(String line) {
    char sign = line.isEmpty() ? ' ' : line.charAt(0);
    if (sign != ' ' && sign != '-' && sign != '+') {
      throw new IllegalArgumentException("no line of a hunk: " + line);
    }
    return sign;
  }

  private static String text(String line) {
    return line.isEmpty() ? "" : line.substring(1);
  }

  /** The files that it changes, as paths from the root of the repository. */
  List<String> files() {
    return List.copyOf(hunks.keySet());
  }

  /**
   * The text of one of its files after the change.
   *
   * @throws IllegalStateException if the text is not what the diff was made from
   */
  String apply(String file, String before) {
    List<String> old = before.lines().toList();
    List<String> after = new ArrayList<>();
    int next = 0;
    for (Hunk hunk : hunks.get(file)) {
      after.addAll(old.subList(next, hunk.begin() - 1));
      next = hunk.begin() - 1;
      for (String line : hunk.lines()) {
        char sign = sign(line);
        if (sign != '+') {
          if (next >= old.size() || !old.get(next).equals(text(line))) {
            throw new IllegalStateException(
                file + ", line " + (next + 1) + ": does not apply, expected " + text(line));
          }
          next++;
        }
        if (sign != '-') {
          after.add(text(line));
        }
      }
    }
    after.addAll(old.subList(next, old.size()));
    return String.join("\n", after) + "\n";
  }
}
