package io.zaiko.engine.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Forces journal files to the device through channels of our own: Chronicle's own sync may log a
 * failure and go on. Not thread safe.
 */
final class DeviceSync implements AutoCloseable {
  /** How a file or directory is opened; the seam through which tests let the device fail. */
  interface ChannelOpener {
    FileChannel open(Path path, OpenOption access) throws IOException;
  }

  static final ChannelOpener FILES = FileChannel::open;

  private final ChannelOpener opener;
  private final List<Path> rolled = new ArrayList<>();
  private Path file;
  private FileChannel channel;
  private boolean fresh;

  DeviceSync(ChannelOpener opener) {
    this.opener = opener;
  }

  /** From now on documents go to this file. The one before may still have unforced ones. */
  void enter(Path newFile) throws IOException {
    if (file != null) {
      rolled.add(file);
      closeChannel();
    }
    file = newFile;
    fresh = true;
  }

  /** Returns when all files entered are on the device, with their names. */
  void force() throws IOException {
    if (file == null) {
      return;
    }
    for (Path path : rolled) {
      // Where nothing is forced for long, a file may be retired meanwhile, behind a snapshot.
      if (Files.exists(path)) {
        forceFile(path, opener);
      }
    }
    rolled.clear();
    if (channel == null) {
      channel = opener.open(file, StandardOpenOption.WRITE);
    }
    channel.force(fresh);
    if (fresh) {
      forceDirectory(file.getParent(), opener);
      fresh = false;
    }
  }

  static void forceFile(Path path, ChannelOpener opener) throws IOException {
    try (FileChannel channel = opener.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes the names in a directory durable. */
  static void forceDirectory(Path directory, ChannelOpener opener) throws IOException {
    try (FileChannel channel = opener.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void closeChannel() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeChannel();
  }
}
