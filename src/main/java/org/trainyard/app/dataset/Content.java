package org.trainyard.app.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * The content of one file of an upload, decompressed, while it arrives: a reader may look at its
 * beginning and then takes all of it once, as a stream or as a file on the disk. Memory does not
 * grow with it. Belongs to the thread of its request.
 */
public final class Content implements AutoCloseable {

  private static final long BOMB_BYTES = 16 << 20;
  private static final int MAGIC_BYTES = 2;

  private final CountedUpload upload;
  private final InputStream plain;
  private final boolean compressed;
  private final Path folder;
  private byte[] head = new byte[0];
  private boolean complete; // the head is all there is
  private boolean taken;
  private @Nullable Path file;
  private final List<Path> staged = new ArrayList<>();

  private Content(CountedUpload upload, InputStream plain, boolean compressed, Path folder) {
    this.upload = upload;
    this.plain = plain;
    this.compressed = compressed;
    this.folder = folder;
  }

  /**
   * The content of an upload.
   *
   * @param folder where files are staged for a reader that needs one
   */
  public static Content of(InputStream upload, Path folder, DatasetProperties limits)
      throws IOException {
    CountedUpload counted = new CountedUpload(upload, limits);
    PushbackInputStream sent = new PushbackInputStream(counted, MAGIC_BYTES);
    if (!isGzip(sent)) {
      return new Content(counted, new BoundedContent(sent, counted, limits), false, folder);
    }
    BufferedInputStream buffered = new BufferedInputStream(sent, 1 << 16);
    PushbackInputStream inner =
        new PushbackInputStream(
            new BufferedInputStream(new GunzipStream(buffered), 1 << 16), MAGIC_BYTES);
    if (isGzip(inner)) {
      throw Problem.of(
              ProblemType.CONTAINER_INVALID,
              "The upload is gzip within gzip; compress the file once.")
          .toException();
    }
    return new Content(counted, new BoundedContent(inner, counted, limits), true, folder);
  }

  /** Looks at the first bytes without a buffer, through which all others would be copied. */
  private static boolean isGzip(PushbackInputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    in.unread(magic);
    return magic.length == MAGIC_BYTES && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
  }

  /** The first bytes: so many, or all if there are fewer. */
  public byte[] head(int length) throws IOException {
    if (head.length < length && !complete) {
      byte[] more = plain.readNBytes(length - head.length);
      complete = more.length < length - head.length;
      int known = head.length;
      head = Arrays.copyOf(head, known + more.length);
      System.arraycopy(more, 0, head, known, more.length);
    }
    return head.length <= length ? head : Arrays.copyOf(head, length);
  }

  /** Whether the content is no longer than the head that was looked at. */
  public boolean isWithinHead() {
    return complete;
  }

  /** All of it from the beginning; may be taken once. */
  public InputStream stream() {
    if (taken) {
      throw new IllegalStateException("the content was taken before");
    }
    taken = true;
    return complete
        ? new ByteArrayInputStream(head)
        : new SequenceInputStream(new ByteArrayInputStream(head), plain);
  }

  /** All of it as a file, which is deleted when this is closed. */
  public Path file() throws IOException {
    if (file == null) {
      file = stage(stream()::transferTo);
    }
    return file;
  }

  /** What a reader writes into a file of its own. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A file with what a reader has taken out of the content; deleted when this is closed. */
  public Path stage(Writer writer) throws IOException {
    Path path = Files.createTempFile(folder, "staging-", ".tmp");
    staged.add(path);
    try (OutputStream out = Files.newOutputStream(path)) {
      writer.writeTo(out);
    }
    return path;
  }

  /**
   * Reads a little more of compressed content that was refused for something else: a bomb is called
   * one whatever it holds.
   *
   * @throws org.trainyard.app.web.ProblemException {@code decompressed-too-large}
   */
  void requireNoBomb() throws IOException {
    if (compressed) {
      plain.skip(BOMB_BYTES);
    }
  }

  /** How many bytes were sent up to now. */
  long received() {
    return upload.count();
  }

  @Override
  public void close() throws IOException {
    plain.close();
    for (Path path : staged) {
      Files.deleteIfExists(path);
    }
  }
}
