package io.zaiko.systemtests;

import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What one client knows for sure: how far it has sent, and every answer it got. Kept by a process
 * that is not killed, written to a file of lines {@code request id, answer}, the first line being
 * the highest id sent.
 */
final class Ledger {
  private final Map<Long, String> answers = new LinkedHashMap<>();
  private long highestSent;

  /** All of an answer that must never change, as text: code, sequence, time, oversells, lines. */
  static String text(CommandReplyDecoder reply) {
    StringBuilder text = new StringBuilder();
    text.append(reply.code())
        .append(' ')
        .append(reply.sequence())
        .append(' ')
        .append(reply.time())
        .append(' ')
        .append(reply.oversellsOpened());
    for (CommandReplyDecoder.LinesDecoder line : reply.lines()) {
      text.append(' ').append(line.line()).append(':').append(line.code()).append(':');
      text.append(line.quantity());
    }
    return text.toString();
  }

  /** The same from an encoded reply. */
  static String text(DirectBuffer message, int offset) {
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    return text(new CommandReplyDecoder().wrapAndApplyHeader(message, offset, header));
  }

  void sent(long requestId) {
    highestSent = Math.max(highestSent, requestId);
  }

  /** Notes an answer; a second one to the same request must be the same. */
  void answered(long requestId, String answer) {
    String before = answers.put(requestId, answer);
    if (before != null && !before.equals(answer)) {
      throw new IllegalStateException(
          "request " + requestId + " was answered '" + before + "' and then '" + answer + "'");
    }
  }

  long highestSent() {
    return highestSent;
  }

  Map<Long, String> answers() {
    return answers;
  }

  void write(Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write(Long.toString(highestSent));
      writer.newLine();
      for (Map.Entry<Long, String> entry : answers.entrySet()) {
        writer.write(entry.getKey() + "," + entry.getValue());
        writer.newLine();
      }
    }
  }

  static Ledger read(Path file) throws IOException {
    Ledger ledger = new Ledger();
    for (String line : Files.readAllLines(file)) {
      int comma = line.indexOf(',');
      if (comma < 0) {
        ledger.highestSent = Long.parseLong(line);
      } else {
        ledger.answers.put(Long.parseLong(line.substring(0, comma)), line.substring(comma + 1));
      }
    }
    return ledger;
  }
}
