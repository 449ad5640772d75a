package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.trainyard.app.storage.Sha256;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Holds the bytes of an upload, as they are sent, to the SHA-256 that the client has declared. */
final class DeclaredDigest {

  private final String declared;
  private final DigestInputStream in;

  DeclaredDigest(InputStream in, String declared) {
    this.in = new DigestInputStream(in, Sha256.newDigest());
    this.declared = declared;
  }

  /** The bytes, to be read through. */
  InputStream bytes() {
    return in;
  }

  /**
   * Reads what is left of the bytes, and compares.
   *
   * @throws org.trainyard.app.web.ProblemException {@code checksum-mismatch}
   */
  void require() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
    String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
    if (!found.equals(declared)) {
      throw Problem.of(
              ProblemType.CHECKSUM_MISMATCH,
              "The bytes that came have the SHA-256 %s, not %s as declared; send the file again."
                  .formatted(found, declared))
          .with("expected", declared)
          .with("actual", found)
          .hint("The SHA-256 is that of the file as it is sent, compressed if it is.")
          .toException();
    }
  }
}
