package io.zaiko.cli.command;

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
  private long requestId;

  String name() {
    return name;
  }

  /** The id, or 0 to let the client count. */
  long requestId() {
    return requestId;
  }
}
