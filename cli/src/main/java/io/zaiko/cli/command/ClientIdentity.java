package io.zaiko.cli.command;

import io.zaiko.cli.input.InputException;
import picocli.CommandLine.Option;

/** Who a command is from, where it must be possible to repeat it. */
final class ClientIdentity {
  @Option(
      names = "--client",
      required = true,
      paramLabel = "NAME",
      description = "Register under this name instead of a new one.")
  private String name;

  @Option(
      names = "--request-id",
      paramLabel = "N",
      description =
          "Send under this request id: the same id with the same content is executed once and"
              + " answered again.")
  private Long requestId;

  String name() {
    return name;
  }

  /**
   * The id, or 0 to let the client count.
   *
   * @throws InputException for an id below 1; 0 would silently become a new command each time
   */
  long requestId() {
    if (requestId == null) {
      return 0;
    }
    if (requestId < 1) {
      throw new InputException("--request-id is " + requestId + ", but must be 1 or more");
    }
    return requestId;
  }
}
