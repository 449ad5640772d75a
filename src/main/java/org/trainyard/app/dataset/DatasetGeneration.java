package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Service;

/** Makes and stores synthetic data sets. */
@Service
class DatasetGeneration {

  private final DatasetCatalog catalog;

  DatasetGeneration(DatasetCatalog catalog) {
    this.catalog = catalog;
  }

  Dataset generate(GenerateRequest request) {
    request.check();
    PointTable points = PointTable.of(request);
    try {
      return catalog.add(request.name(), DatasetFormat.GENERATED, points.storedBytes(), points);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store a generated data set", e);
    }
  }
}
