package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.DeviceAnswer;
import io.zaiko.client.ZaikoClient;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is missing of an offline device. */
@Command(
    name = "device",
    description = "Shows which facts of an offline till or handheld did not arrive yet.",
    footer = {"", "Examples:", "  zaiko device TILL-7", "  zaiko device TILL-7 --json"})
public final class DeviceCommand extends AskingCommand {
  @Parameters(paramLabel = "CODE", description = "Code of the device.")
  private String device;

  /** Prints to this console. */
  public DeviceCommand(Console console) {
    super(console);
  }

  @Override
  int ask(ZaikoClient client, Output output) {
    DeviceAnswer answer = Answers.await(client.device(device));
    if (!answer.ok()) {
      return QuestionReport.refused(output, answer.code(), answer.reason());
    }
    if (output.isJson()) {
      output.json(
          json ->
              json.text("device", answer.device())
                  .number("lowest", answer.lowest())
                  .number("highest", answer.highest())
                  .number("gaps", answer.gaps())
                  .numberList("missing", answer.missing())
                  .number("sequence", answer.sequence()));
    } else {
      output.line(
          answer.highest() == 0
              ? answer.device() + "  no fact of it is known"
              : "%s  %d to %d, %s"
                  .formatted(answer.device(), answer.lowest(), answer.highest(), missing(answer)));
      output.line(QuestionReport.asOf(answer.sequence(), answer.timeMicros()));
    }
    return ExitCode.DONE;
  }

  private static String missing(DeviceAnswer answer) {
    if (answer.gaps() == 0) {
      return "none missing";
    }
    int unnamed = answer.gaps() - answer.missing().size();
    return answer.gaps()
        + " missing: "
        + String.join(", ", ranges(answer.missing()))
        + (unnamed > 0 ? " and " + unnamed + " more" : "");
  }

  /** Numbers that follow one another as one range. */
  private static List<String> ranges(List<Long> numbers) {
    List<String> ranges = new ArrayList<>();
    for (int first = 0; first < numbers.size(); ) {
      int last = first;
      while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
        last++;
      }
      ranges.add(
          first == last
              ? numbers.get(first).toString()
              : numbers.get(first) + "-" + numbers.get(last));
      first = last + 1;
    }
    return ranges;
  }
}
