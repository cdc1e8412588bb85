package io.zaiko.engine.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stands for a device: notes what is forced, and fails when told. */
final class RecordingOpener implements DeviceSync.ChannelOpener {
  private final List<String> forces = new ArrayList<>();
  private IOException failure;
  private int failAfter;

  /**
   * Minute of the file, or name of the directory, and whether its metadata was forced too, in
   * order.
   */
  List<String> forces() {
    return forces;
  }

  void failWith(IOException newFailure) {
    failure = newFailure;
  }

  /** Fails from this force on, counted from 0 over those still listed. */
  void failAt(int number, IOException newFailure) {
    failAfter = number;
    failure = newFailure;
  }

  @Override
  public FileChannel open(Path path, OpenOption access) {
    String name = path.getFileName().toString();
    String shortName =
        name.endsWith(".cq4") ? name.substring(name.indexOf('-') + 1, name.indexOf('.')) : name;
    return new ForceOnlyChannel(metaData -> force(shortName, metaData));
  }

  private void force(String name, boolean metaData) throws IOException {
    if (failure != null && forces.size() >= failAfter) {
      throw failure;
    }
    forces.add(name + " " + metaData);
  }
}
