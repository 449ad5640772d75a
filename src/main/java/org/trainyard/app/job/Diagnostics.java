package org.trainyard.app.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.lifecycle.EpochEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a training looked like inside, epoch by epoch, and what was found in it. */
record Diagnostics(List<Epoch> epochs, List<JsonNode> findings) {

  /** One epoch, layer by layer. */
  record Epoch(int epoch, @JsonRawValue String layers) {

    static Epoch of(EpochEntry entry) {
      @Nullable String layers = entry.layers();
      return new Epoch(entry.epoch(), layers == null ? "[]" : layers);
    }
  }

  /** Epochs that were done again after a crash may have been found twice: each thing once. */
  static Diagnostics of(List<EpochEntry> epochs, List<String> findings, JsonMapper json) {
    Set<String> seen = new HashSet<>();
    return new Diagnostics(
        epochs.stream().map(Epoch::of).toList(),
        findings.stream()
            .map(json::readTree)
            .filter(finding -> seen.add(finding.path("code") + " " + finding.path("layer")))
            .toList());
  }
}
