package io.zaiko.engine.journal;

import java.nio.file.Path;

/** Appends batches to a journal until it is killed, and prints the last sequence of each. */
public final class JournalWriterProcess {
  private JournalWriterProcess() {}

  /** Takes the journal's directory as its only argument. */
  public static void main(String[] arguments) {
    JournalDirectory directory = new JournalDirectory(Path.of(arguments[0]));
    try (ChronicleJournal journal =
        ChronicleJournal.open(directory, ChronicleJournalTest.SMALL, System::currentTimeMillis)) {
      BatchWriter writer = new BatchWriter(journal);
      for (int i = 0; !System.out.checkError(); i++) {
        writer.append("a command of the batch", "x".repeat(16 + i % 5_000));
        System.out.println(writer.sequence());
      }
    }
  }
}
