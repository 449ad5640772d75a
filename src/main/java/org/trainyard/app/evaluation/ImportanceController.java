package org.trainyard.app.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelReference;

@RestController
@Tag(name = "Models")
class ImportanceController implements ImportanceApi {

  private final EvaluationService evaluations;

  ImportanceController(EvaluationService evaluations) {
    this.evaluations = evaluations;
  }

  @Override
  @Operation(
      summary = "What each input is worth to a version, by permutation",
      description =
          "By how much accuracy (or R2) falls when the values of a column change places between the"
              + " rows, the most important first. The same seed gives the same answer. A data set"
              + " that is too large for the work of one request is sampled; 'note' says so.")
  public ImportanceResponse getImportance(
      String name,
      int version,
      @Parameter(
              description = "The id or name of a data set with known targets",
              example = "spiral")
          String dataset,
      @Parameter(description = "How often each column is permuted, 1 to 100") int repeats,
      long seed) {
    return evaluations.on(name, (long) version, dataset, work -> response(work, repeats, seed));
  }

  private static ImportanceResponse response(EvaluationService.Work work, int repeats, long seed) {
    long total = work.data().rows().size();
    ImportanceWork limit = ImportanceWork.of(work.model(), repeats);
    RowSample sample = RowSample.of(total, limit.rows(), seed);
    PermutationImportance.Result result =
        PermutationImportance.of(work.model(), work.data().rows(), sample, repeats, seed);
    return new ImportanceResponse(
        ModelReference.of(work.version()),
        work.data().dataset().id(),
        work.data().dataset().sha256(),
        switch (work.model().description().output()) {
          case ModelOutput.Classification _ -> ImportanceResponse.Metric.ACCURACY;
          case ModelOutput.Regression _ -> ImportanceResponse.Metric.R2;
        },
        result.baseline(),
        sample.size(),
        total,
        repeats,
        seed,
        note(sample.size(), total),
        result.inputs());
  }

  private static @Nullable String note(long rows, long total) {
    return rows == total
        ? null
        : "%d of %d rows, drawn by the seed and spread over all of them: more would take more work or memory than one request may. Fewer repeats leave room for more rows."
            .formatted(rows, total);
  }
}
