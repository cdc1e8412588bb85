package io.zaiko.cli.bench;

import io.zaiko.bench.convert.ConversionProgress;
import io.zaiko.bench.convert.ConversionSummary;
import io.zaiko.bench.convert.Opening;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that turns the files of a source into one trace and prints what it wrote. */
abstract class ConvertingCommand implements Callable<Integer> {
  private final Console console;
  private final Converter converter;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description =
          "The source's files, in order; last the trace, replaced if it exists. Each .csv or .csv.gz.")
  private List<Path> files;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  /** One of the converters. */
  @FunctionalInterface
  interface Converter {
    /** See {@link io.zaiko.bench.convert.RetailerConverter#convert}. */
    ConversionSummary convert(
        List<Path> inputs, Path output, Opening opening, ConversionProgress progress)
        throws IOException;
  }

  ConvertingCommand(Console console, Converter converter) {
    this.console = console;
    this.converter = converter;
  }

  /** How much stock the trace opens with. */
  abstract Opening opening();

  @Override
  public final Integer call() {
    List<Path> inputs = files.subList(0, files.size() - 1);
    Path trace = files.get(files.size() - 1);
    if (inputs.contains(trace)) {
      throw new InputException(trace + " is both a source and the trace to write");
    }
    Output output = console.output(json);
    long startNs = System.nanoTime();
    ConversionSummary summary;
    try (Progress progress = output.progress("rows")) {
      summary = converter.convert(inputs, trace, opening(), progress::update);
    } catch (NoSuchFileException e) {
      throw new InputException(e.getFile() + ": no such file or folder", e);
    } catch (IOException e) {
      throw new InputException("cannot convert to " + trace + ": " + e.getMessage(), e);
    }
    print(summary, (System.nanoTime() - startNs) / 1e9, output);
    return ExitCode.DONE;
  }

  private static void print(ConversionSummary summary, double seconds, Output output) {
    if (output.isJson()) {
      output.json(
          fields -> {
            summary.counts().forEach(fields::number);
            fields.decimal("seconds", seconds);
          });
    } else {
      String counts =
          summary.counts().entrySet().stream()
              .map(
                  count ->
                      String.format(
                          Locale.ROOT,
                          "%,d %s",
                          count.getValue(),
                          count.getKey().replace('_', ' ')))
              .collect(Collectors.joining(", "));
      output.line(counts + String.format(Locale.ROOT, ", in %.1f s", seconds));
    }
  }
}
