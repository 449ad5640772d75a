package org.trainyard.app.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.idempotency.IdempotencyKey;
import org.trainyard.app.idempotency.IdempotencyStore;
import org.trainyard.app.job.training.TrainingJob;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.node.ObjectNode;

/** Submits the training of a model again, from what its provenance says. */
@Service
class ReproductionService {

  private final ModelRegistry models;
  private final DatasetCatalog catalog;
  private final JobSubmission submission;

  ReproductionService(ModelRegistry models, DatasetCatalog catalog, JobSubmission submission) {
    this.models = models;
    this.catalog = catalog;
    this.submission = submission;
  }

  /**
   * Submits the job, or gives the answer again that an earlier request with the same key got.
   *
   * @throws ProblemException {@code not-reproducible} with the reason
   */
  IdempotencyStore.Result<JobResponse> reproduce(
      String name, long number, Optional<IdempotencyKey> key) {
    return submission.once(key, () -> submit(name, number, key));
  }

  private JobResponse submit(String name, long number, Optional<IdempotencyKey> key) {
    ModelVersion version = models.find(name, number);
    ModelDescription description = models.trained(version).description();
    byte[] body =
        specification(version, description.provenance())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return submission.submitAgain(body, version, key);
  }

  private ObjectNode specification(ModelVersion version, ModelDescription.Provenance provenance) {
    ObjectNode stored = provenance.specification();
    if (stored == null) {
      throw refusal(
          version, "its file does not hold the specification: it is from an earlier build");
    }
    if (!provenance.engineVersion().equals(TrainingJob.ENGINE_VERSION)) {
      throw refusal(
          version,
          "it was trained by version '%s' of the engine, and this is '%s', which may end with other weights"
              .formatted(provenance.engineVersion(), TrainingJob.ENGINE_VERSION));
    }
    ObjectNode specification = stored.deepCopy();
    specification.put(
        "dataset",
        dataset(version, provenance.dataset(), provenance.datasetSha256(), "data set").id());
    if (specification.get("split") instanceof ObjectNode split) {
      split.remove("testDataset"); // measures, and changes no weight
      String validation = provenance.validationDatasetSha256();
      if (validation != null) {
        String id = split.path("validationDataset").asString("");
        split.put("validationDataset", dataset(version, id, validation, "validation set").id());
      }
    }
    return specification;
  }

  private Dataset dataset(ModelVersion version, String id, String sha256, String what) {
    return catalog
        .findContent(id, sha256)
        .orElseThrow(() ->
            refusal(
                version,
                "the %s that it was trained with is gone (%s, SHA-256 %s); upload the same data again"
                    .formatted(what, id, sha256)));
  }

  private static ProblemException refusal(ModelVersion version, String reason) {
    return Problem.of(
            ProblemType.NOT_REPRODUCIBLE,
            "The model '%s' version %d cannot be trained again: %s."
                .formatted(version.name(), version.version(), reason))
        .toException();
  }
}
