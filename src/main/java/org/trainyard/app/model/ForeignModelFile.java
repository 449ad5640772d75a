package org.trainyard.app.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Files of other tools that people import by mistake, told by their first bytes. */
enum ForeignModelFile {
  ZIP("a ZIP archive, such as a .pt, a .keras or an .npz file", "PK\u0003\u0004"),
  PICKLE("a Python pickle, which can carry code", "\u0080"),
  HDF5("an HDF5 file, such as an .h5 file", "\u0089HDF"),
  GZIP("compressed with gzip", "\u001F\u008B"),
  FORM("a form", "--"),
  SAFETENSORS("a safetensors file, which has weights but neither columns nor layers", ""),
  ONNX("an ONNX file", "\b");

  private static final int LENGTH_BYTES = 8; // before the JSON of a safetensors file

  private final String description;
  private final String begin; // a byte each

  ForeignModelFile(String description, String begin) {
    this.description = description;
    this.begin = begin;
  }

  /** What a file that is no model of this service looks like, if it looks like one of these. */
  static Optional<ForeignModelFile> of(byte[] file) {
    return Arrays.stream(values()).filter(kind -> kind.looksLike(file)).findFirst();
  }

  Problem problem() {
    return Problem.of(
            ProblemType.CONTAINER_INVALID,
            "The body is %s; only .trainyard files are imported.".formatted(description))
        .with("detected", description)
        .hint(
            "Send a file that GET …/versions/{version}/files/model.trainyard gave as the whole body, as curl --data-binary does.");
  }

  private boolean looksLike(byte[] file) {
    int length = Math.min(file.length, LENGTH_BYTES + 1);
    String head = new String(file, 0, length, StandardCharsets.ISO_8859_1);
    return this == SAFETENSORS ? head.indexOf('{', LENGTH_BYTES) >= 0 : head.startsWith(begin);
  }
}
