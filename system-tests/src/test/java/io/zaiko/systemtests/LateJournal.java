package io.zaiko.systemtests;

import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.DocumentScan;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal with a mistake: it keeps each document back until the next one comes, so that a kill
 * takes the last one along, although it was answered. The first one, the configuration of a new
 * journal, it does not.
 */
final class LateJournal implements CommandJournal {
  private final CommandJournal journal;
  private boolean isBegun;
  private UnsafeBuffer keptBack;

  LateJournal(CommandJournal journal) {
    this.journal = journal;
  }

  @Override
  public void append(DirectBuffer document, int offset, int length) {
    if (!isBegun) {
      isBegun = true;
      journal.append(document, offset, length);
      return;
    }
    appendKeptBack();
    byte[] bytes = new byte[length];
    document.getBytes(offset, bytes);
    keptBack = new UnsafeBuffer(bytes);
  }

  private void appendKeptBack() {
    if (keptBack != null) {
      journal.append(keptBack, 0, keptBack.capacity());
      keptBack = null;
    }
  }

  @Override
  public void force() {
    journal.force();
  }

  @Override
  public DocumentScan scan() {
    return journal.scan();
  }

  @Override
  public void close() {
    appendKeptBack();
    journal.close();
  }
}
