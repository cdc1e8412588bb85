package io.zaiko.engine.journal;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal in memory, in which a test can look, change things, and let writing fail. */
public final class MemoryJournal implements CommandJournal {
  private final List<byte[]> documents = new ArrayList<>();
  private RuntimeException failure;
  private int forces;

  @Override
  public synchronized void append(DirectBuffer document, int offset, int length) {
    failIfAsked();
    byte[] copy = new byte[length];
    document.getBytes(offset, copy);
    documents.add(copy);
  }

  @Override
  public synchronized void force() {
    failIfAsked();
    forces++;
  }

  private void failIfAsked() {
    if (failure != null) {
      throw failure;
    }
  }

  /** From now on every append and force throws this. */
  public synchronized void failWith(RuntimeException newFailure) {
    failure = newFailure;
  }

  public synchronized int forces() {
    return forces;
  }

  /** The documents themselves: what is changed in them is changed in the journal. */
  public synchronized List<byte[]> documents() {
    return documents;
  }

  @Override
  public DocumentScan scan() {
    return new Scan();
  }

  @Override
  public void close() {}

  private final class Scan implements DocumentScan {
    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private int index = -1;
    private int whenFirstAsked;
    private long nextSequence = 1;

    @Override
    public boolean next() {
      synchronized (MemoryJournal.this) {
        if (index + 1 == documents.size()) {
          return false;
        }
        index++;
        buffer.wrap(documents.get(index));
        return true;
      }
    }

    @Override
    public void verified(long sequence) {
      nextSequence = sequence + 1;
    }

    @Override
    public void leaveOut(int from, int to, String problem) {
      throw new JournalDamagedException(nextSequence, place(), problem);
    }

    @Override
    public void ended() {}

    @Override
    public List<JournalCut> cuts() {
      return List.of();
    }

    @Override
    public VoidedRecords voided() {
      synchronized (MemoryJournal.this) {
        return VoidedRecords.of(documents);
      }
    }

    @Override
    public DirectBuffer buffer() {
      return buffer;
    }

    @Override
    public int offset() {
      return 0;
    }

    @Override
    public int length() {
      return buffer.capacity();
    }

    @Override
    public String place() {
      return "document " + index;
    }

    @Override
    public JournalPlace last() {
      return index < 0 ? JournalPlace.START : new JournalPlace("memory", index);
    }

    @Override
    public double share() {
      synchronized (MemoryJournal.this) {
        if (whenFirstAsked == 0) {
          whenFirstAsked = documents.size();
        }
        return Math.min(1, (index + 1.0) / whenFirstAsked);
      }
    }

    @Override
    public void close() {}
  }
}
