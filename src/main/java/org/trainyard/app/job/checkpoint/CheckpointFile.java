package org.trainyard.app.job.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.trainyard.app.storage.DurableFile;
import org.trainyard.app.storage.Sha256;
import org.trainyard.engine.checkpoint.CheckpointReader;
import org.trainyard.engine.checkpoint.CheckpointWriter;
import org.trainyard.engine.training.Checkpoint;

/**
 * The file of a checkpoint, version 1.
 *
 * <pre>
 * 8 bytes   "TRAINCKP"
 * 4 bytes   format version, 1
 * 2 bytes   length of the job's id, then the id in ASCII
 * n bytes   the checkpoint, as {@link CheckpointWriter} writes it
 * 32 bytes  SHA-256 of everything before
 * </pre>
 */
final class CheckpointFile {

  private static final byte[] MAGIC = "TRAINCKP".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int BUFFER_BYTES = 1 << 16;

  private CheckpointFile() {}

  /** Writes a file, durably: it is there whole or not at all. */
  static void write(Path target, String job, Checkpoint checkpoint) throws IOException {
    try (DurableFile file = DurableFile.create(target)) {
      OutputStream buffered = new BufferedOutputStream(file.stream(), BUFFER_BYTES);
      DigestOutputStream digested = new DigestOutputStream(buffered, Sha256.newDigest());
      DataOutputStream out = new DataOutputStream(digested);
      out.write(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(job);
      CheckpointWriter.write(checkpoint, out);
      buffered.write(digested.getMessageDigest().digest());
      buffered.flush();
      file.publish();
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is not a whole checkpoint of that job
   */
  static Checkpoint read(Path path, String job) throws IOException {
    long bytes = Files.size(path) - HASH_BYTES;
    try (InputStream buffered = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
      DigestInputStream digested = new DigestInputStream(buffered, Sha256.newDigest());
      DataInputStream in = new DataInputStream(digested);
      requireHead(in, job);
      Checkpoint checkpoint = CheckpointReader.read(in, bytes);
      requireHash(digested.getMessageDigest(), buffered);
      return checkpoint;
    } catch (EOFException e) {
      throw new IOException("it ends early", e);
    }
  }

  private static void requireHead(DataInputStream in, String job) throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("it does not begin as a checkpoint");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("it is of version %d, not %d".formatted(version, VERSION));
    }
    if (!in.readUTF().equals(job)) {
      throw new IOException("it is of another job");
    }
  }

  private static void requireHash(MessageDigest digest, InputStream rest) throws IOException {
    byte[] expected = digest.digest();
    if (!Arrays.equals(rest.readNBytes(HASH_BYTES), expected) || rest.read() >= 0) {
      throw new IOException("its checksum does not fit");
    }
  }
}
