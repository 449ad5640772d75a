package org.trainyard.app.model.export;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** The files of a version. */
enum ModelFileName {
  /** All of the model, in the format that can be imported again. */
  TRAINYARD("trainyard"),
  /** The model with its preprocessing, for ONNX Runtime and others. */
  ONNX("onnx"),
  /** The weights, for PyTorch and others. */
  SAFETENSORS("safetensors");

  private final String extension;

  ModelFileName(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }

  /** The last part of its address. */
  String address() {
    return "model." + extension;
  }

  /**
   * The file at an address.
   *
   * @throws org.trainyard.app.web.ProblemException if there is none
   */
  static ModelFileName at(String address) {
    return Arrays.stream(values())
        .filter(file -> file.address().equals(address))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                    ProblemType.NOT_FOUND,
                    "A model has no file '%s'; there are %s."
                        .formatted(
                            Echo.of(address),
                            Arrays.stream(values())
                                .map(ModelFileName::address)
                                .collect(Collectors.joining(", "))))
                .toException());
  }
}
