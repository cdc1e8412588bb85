package io.zaiko.systemtests;

import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMade;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes a snapshot of a data directory once it is told to by a line, beside whatever server runs
 * there; or kills itself while doing so.
 *
 * <p>Arguments: data directory, {@code keep}, {@code delete} or an archive for old files, {@link
 * SnapshotPoint}, blocks written before it dies during the write. Prints {@code made SEQUENCE,
 * retired FILES}.
 */
final class SnapshotProcess {
  static final String MADE = "made ";

  private SnapshotProcess() {}

  public static void main(String[] args) throws IOException {
    OldFiles old =
        switch (args[1]) {
          case "keep" -> OldFiles.KEEP;
          case "delete" -> OldFiles.DELETE;
          default -> OldFiles.archive(Path.of(args[1]));
        };
    SnapshotDirectory.Seam death =
        new Death(SnapshotPoint.valueOf(args[2]), Integer.parseInt(args[3]));
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    SnapshotMade made = SnapshotMaker.make(Path.of(args[0]), old, RecoveryProgress.NONE, death);
    if (!made.isNew()) {
      throw new IllegalStateException("there was nothing to make one of");
    }
    System.out.println(MADE + made.sequence() + ", retired " + made.retired().size());
  }

  /** Ends the process at a point. */
  private static final class Death implements SnapshotDirectory.Seam {
    private final SnapshotPoint point;
    private int blocksLeft;

    Death(SnapshotPoint point, int blocks) {
      this.point = point;
      blocksLeft = blocks;
    }

    @Override
    public OutputStream out(OutputStream file) {
      return new FilterOutputStream(file) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          if (blocksLeft-- == 0) {
            dieAt(SnapshotPoint.DURING_WRITE);
          }
          out.write(bytes, offset, length);
        }
      };
    }

    @Override
    public void forced() {
      dieAt(SnapshotPoint.BEFORE_RENAME);
    }

    @Override
    public void renamed() {
      dieAt(SnapshotPoint.AFTER_RENAME);
    }

    private void dieAt(SnapshotPoint reached) {
      if (reached == point) {
        OwnDeath.die(FailpointJournal.REACHED + point);
      }
    }
  }
}
