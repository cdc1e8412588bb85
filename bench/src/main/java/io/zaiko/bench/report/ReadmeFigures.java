package io.zaiko.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a README that is generated from a report: between {@code <!-- figures: FOLDER -->},
 * which names the report's folder as seen from the README, and {@code <!-- end of figures -->}.
 * With {@code none} for the folder it says that there are none. Stateless.
 */
public final class ReadmeFigures {
  private static final Pattern PART =
      Pattern.compile("(?s)<!-- figures: (\\S+) -->\n(.*?)<!-- end of figures -->");
  private static final String NONE = "none";

  private ReadmeFigures() {}

  /**
   * Writes the figures of a report into a README.
   *
   * @param report a report's folder
   * @throws ReportException when the README has no place for them
   * @throws IOException when a file cannot be read or written
   */
  public static void update(Path readme, Path report) throws IOException {
    String text = Files.readString(readme);
    Matcher part = find(readme, text);
    Path home = readme.toAbsolutePath().normalize().getParent();
    String folder =
        home.relativize(report.toAbsolutePath().normalize()).toString().replace('\\', '/');
    Files.writeString(
        readme,
        text.substring(0, part.start())
            + "<!-- figures: "
            + folder
            + " -->\n"
            + generated(home, folder)
            + "<!-- end of figures -->"
            + text.substring(part.end()));
  }

  /**
   * What stands between a README's marks now.
   *
   * @throws ReportException when it has none
   */
  public static String written(Path readme) throws IOException {
    return find(readme, Files.readString(readme)).group(2);
  }

  /**
   * What has to stand between a README's marks, from the raw files of the report that it names.
   *
   * @throws ReportException when it has no marks, or the report has no raw files
   */
  public static String expected(Path readme) throws IOException {
    String folder = find(readme, Files.readString(readme)).group(1);
    return generated(readme.toAbsolutePath().normalize().getParent(), folder);
  }

  private static String generated(Path home, String folder) throws IOException {
    List<String> lines = new ArrayList<>();
    if (folder.equals(NONE)) {
      lines.add("No report has been made of this version yet.");
    } else {
      lines.addAll(FigureTable.lines(RawFolder.read(home.resolve(folder).resolve("raw"))));
      lines.add("From [the report](" + folder + "/report.md), which says how to repeat them.");
    }
    return String.join("\n", lines) + "\n";
  }

  private static Matcher find(Path readme, String text) {
    Matcher part = PART.matcher(text);
    if (!part.find()) {
      throw new ReportException(
          readme
              + " has no place for figures: put the lines <!-- figures: none --> and"
              + " <!-- end of figures --> where they belong");
    }
    return part;
  }
}
