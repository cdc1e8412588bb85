package io.zaiko.engine.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a journal as the words that {@link BatchWriter} put in. */
final class JournalText {
  private JournalText() {}

  /** All commands of the journal, verified. */
  static List<String> commands(DocumentScan scan) {
    try (BatchReader reader = new BatchReader(scan)) {
      return commands(reader);
    }
  }

  /** The commands from where the reader stands to the end. */
  static List<String> commands(BatchReader reader) {
    List<String> commands = new ArrayList<>();
    while (reader.nextBatch()) {
      while (reader.nextCommand()) {
        byte[] bytes = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), bytes);
        commands.add(new String(bytes, StandardCharsets.US_ASCII));
      }
    }
    return commands;
  }
}
