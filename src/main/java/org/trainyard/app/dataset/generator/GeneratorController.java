package org.trainyard.app.dataset.generator;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetResponse;
import org.trainyard.app.dataset.GeneratorApi;
import org.trainyard.app.dataset.table.Table;

@RestController
@Tag(name = "Datasets")
class GeneratorController implements GeneratorApi {

  private final DatasetCatalog catalog;
  private final DatasetProperties limits;

  GeneratorController(DatasetCatalog catalog, DatasetProperties limits) {
    this.catalog = catalog;
    this.limits = limits;
  }

  @Override
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Generate a data set")
  public DatasetResponse generateDataset(GenerateRequest request) {
    request.check();
    Table table = new Table(new GeneratedSource(request), limits);
    try {
      return DatasetResponse.of(
          catalog.add(request.name(), DatasetFormat.GENERATED, stored -> stored, table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  @Operation(summary = "What can be generated")
  public List<GeneratorResponse> listGenerators() {
    return Arrays.stream(Generator.values()).map(GeneratorResponse::of).toList();
  }
}
