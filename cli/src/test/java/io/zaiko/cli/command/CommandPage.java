package io.zaiko.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page about a command: its name in the heading, the codes that it can answer, and examples.
 *
 * <p>An example is a line {@code $ ./zaiko …} in a block of {@code console}, and the lines below it
 * up to the next one are what it prints: standard output, then standard error.
 */
final class CommandPage {
  /** Where the pages are. */
  static final Path FOLDER = Path.of("../docs/reference/commands");

  private static final String PROMPT = "$ ./zaiko ";

  private final Path file;
  private final List<String> lines;

  private CommandPage(Path file) {
    this.file = file;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command as typed, and what the page says it prints. */
  record Example(String command, List<String> printed) {
    /** The words of the command; quotes hold words together. */
    String[] words() {
      List<String> words = new ArrayList<>();
      String[] parts = command.split("'", -1);
      for (int i = 0; i < parts.length; i++) {
        if (i % 2 == 1) {
          words.add(parts[i]);
        } else {
          Stream.of(parts[i].split(" ", -1)).filter(word -> !word.isEmpty()).forEach(words::add);
        }
      }
      return words.toArray(String[]::new);
    }
  }

  static CommandPage of(String name) {
    return new CommandPage(FOLDER.resolve(name));
  }

  /** All pages but the first one, which leads to them. */
  static List<CommandPage> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith("README.md"))
          .sorted()
          .map(CommandPage::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String fileName() {
    return file.getFileName().toString();
  }

  /** The first word of the heading: the command's name. */
  String name() {
    return lines.get(0).split(" ", -1)[1];
  }

  /** The codes of the line that begins with this word. */
  List<String> codes(String beginning) {
    List<String> found = lines.stream().filter(line -> line.startsWith(beginning)).toList();
    if (found.size() != 1) {
      throw new AssertionError(file + " has " + found.size() + " lines '" + beginning + "'");
    }
    String codes = found.get(0).substring(beginning.length()).strip();
    return codes.isEmpty() ? List.of() : List.of(codes.split(", ", -1));
  }

  boolean hasLine(String beginning) {
    return lines.stream().anyMatch(line -> line.startsWith(beginning));
  }

  String text() {
    return String.join("\n", lines);
  }

  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    boolean inBlock = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        inBlock = line.equals("```console");
      } else if (inBlock && line.startsWith(PROMPT)) {
        examples.add(new Example(line.substring(PROMPT.length()), new ArrayList<>()));
      } else if (inBlock) {
        examples.get(examples.size() - 1).printed().add(line);
      }
    }
    return examples;
  }

  @Override
  public String toString() {
    return fileName();
  }
}
