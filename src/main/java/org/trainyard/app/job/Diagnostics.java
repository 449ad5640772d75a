package org.trainyard.app.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.diagnosis.Severity;
import org.trainyard.app.job.lifecycle.EpochEntry;
import org.trainyard.app.job.run.LayerFigures;
import tools.jackson.databind.json.JsonMapper;

/** What a training looked like inside, epoch by epoch, and what was found in it. */
public record Diagnostics(List<Epoch> epochs, List<Finding> findings) {

  public Diagnostics {
    epochs = List.copyOf(epochs);
    findings = List.copyOf(findings);
  }

  /** One epoch, layer by layer. */
  public record Epoch(int epoch, List<LayerFigures> layers) {

    public Epoch {
      layers = List.copyOf(layers);
    }

    static Epoch of(EpochEntry entry, JsonMapper json) {
      @Nullable String layers = entry.layers();
      return new Epoch(
          entry.epoch(),
          layers == null ? List.of() : List.of(json.readValue(layers, LayerFigures[].class)));
    }
  }

  /**
   * Something that was found.
   *
   * @param code such as {@code dead-relu}
   * @param layer position of the linear layer in the network, from 0; null: the training as a whole
   * @param epoch in which it was seen first, 1-based; null: between epochs
   * @param message what was seen, with its figures
   * @param advice what to try
   */
  public record Finding(
      @Schema(example = "vanishing-gradient") String code,
      Severity severity,
      @Nullable Integer layer,
      @Nullable Integer epoch,
      String message,
      String advice) {}

  /** Epochs that were done again after a crash may have been found twice: each thing once. */
  static Diagnostics of(List<EpochEntry> epochs, List<String> findings, JsonMapper json) {
    Set<String> seen = new HashSet<>();
    return new Diagnostics(
        epochs.stream().map(entry -> Epoch.of(entry, json)).toList(),
        findings.stream()
            .map(finding -> json.readValue(finding, Finding.class))
            .filter(finding -> seen.add(finding.code() + " " + finding.layer()))
            .toList());
  }
}
