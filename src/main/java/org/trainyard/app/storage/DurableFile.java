package org.trainyard.app.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file in the making that becomes visible whole or not at all.
 *
 * <p>It is written under a temporary name beside its target; {@link #publish} flushes it to the
 * disk, renames it in one step, and flushes the folder, so that after a crash at any point a reader
 * finds the whole file or none. Closing without publishing deletes it.
 */
public final class DurableFile implements AutoCloseable {

  private final Path temporary;
  private final Path target;
  private final FileChannel channel;

  private DurableFile(Path temporary, Path target, FileChannel channel) {
    this.temporary = temporary;
    this.target = target;
    this.channel = channel;
  }

  /**
   * Starts a file.
   *
   * @param target where it will be; its folder exists
   */
  public static DurableFile create(Path target) throws IOException {
    Path temporary = Files.createTempFile(target.getParent(), "staging-", ".tmp");
    return new DurableFile(
        temporary,
        target,
        FileChannel.open(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  public FileChannel channel() {
    return channel;
  }

  /** A stream onto the file, unbuffered; closing it closes the file. */
  public OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /** Makes the file visible at its target, durably. */
  public void publish() throws IOException {
    publish(target);
  }

  /** Makes the file visible under another name in the same folder: one that follows from it. */
  public void publish(Path name) throws IOException {
    channel.force(true);
    channel.close();
    Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(name.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }
}
