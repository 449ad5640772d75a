package org.trainyard.app.dataset;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

/** Shows the limits of uploads at {@code GET /api/v1/limits}. */
@Component
final class DatasetLimits implements LimitSource {

  private final DatasetProperties limits;

  DatasetLimits(DatasetProperties limits) {
    this.limits = limits;
  }

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxUploadBytes", limits.maxUpload().toBytes(),
        "maxDecompressedBytes", limits.maxDecompressed().toBytes(),
        "maxDatasetRows", limits.maxRows(),
        "maxDatasetColumns", limits.maxColumns(),
        "maxCategories", limits.maxCategories());
  }
}
