package org.trainyard.app.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.TrainedModel;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Models")
class ModelCardController implements ModelCardApi {

  private final ModelRegistry models;
  private final EvaluationStore store;
  private final DatasetCatalog catalog;
  private final JsonMapper json;

  ModelCardController(
      ModelRegistry models, EvaluationStore store, DatasetCatalog catalog, JsonMapper json) {
    this.models = models;
    this.store = store;
    this.catalog = catalog;
    this.json = json;
  }

  @Override
  @Operation(
      summary = "The card of a version, in Markdown",
      description =
          "What it predicts, its inputs, data, network, training, evaluation, provenance and limits.")
  public String getModelCard(String name, int version) {
    ModelVersion found = models.find(name, (long) version);
    TrainedModel model = models.trained(found);
    ModelDescription.Provenance from = model.description().provenance();
    return new ModelCard(
            found,
            model,
            store.find(found),
            catalog.findContent(from.dataset(), from.datasetSha256()),
            json)
        .write();
  }
}
