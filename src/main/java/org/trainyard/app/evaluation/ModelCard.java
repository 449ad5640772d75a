package org.trainyard.app.evaluation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.TrainedModel;
import tools.jackson.databind.json.JsonMapper;

/** Tells people in Markdown what a version is, where it comes from and what not to ask of it. */
final class ModelCard {

  private static final int SHOWN = 20;
  private static final int FEW_ROWS = 30; // of a label: its figures are guesses

  private final ModelVersion version;
  private final TrainedModel model;
  private final Optional<HeldOutEvaluation> evaluation;
  private final Optional<Dataset> dataset;
  private final JsonMapper json;
  private final Markdown page = new Markdown();

  /**
   * The card of a version.
   *
   * @param evaluation on held-out rows
   * @param dataset that it was trained on, if it is still there
   */
  ModelCard(
      ModelVersion version,
      TrainedModel model,
      Optional<HeldOutEvaluation> evaluation,
      Optional<Dataset> dataset,
      JsonMapper json) {
    this.version = version;
    this.model = model;
    this.evaluation = evaluation;
    this.dataset = dataset;
    this.json = json;
  }

  String write() {
    page.line("# %s, version %d".formatted(Markdown.text(version.name()), version.version()))
        .line("");
    page.paragraph(purpose());
    inputs();
    data();
    network();
    training();
    evaluation.ifPresent(this::evaluation);
    provenance();
    limits();
    return page.toString();
  }

  private ModelDescription description() {
    return model.description();
  }

  private String purpose() {
    return switch (description().output()) {
      case ModelOutput.Classification(String target, List<String> labels, _) ->
          "Predicts the label of %s: one of %s, each with its probability."
              .formatted(Markdown.text(target), shown(labels));
      case ModelOutput.Regression(List<ModelOutput.Target> targets) ->
          "Predicts %s %s, in the unit of the training data."
              .formatted(
                  targets.size() == 1 ? "the number" : "the numbers",
                  shown(targets.stream().map(ModelOutput.Target::name).toList()));
    };
  }

  private static String shown(List<String> names) {
    String first =
        names.stream().limit(SHOWN).map(Markdown::text).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? first : "%s and %d more".formatted(first, names.size() - SHOWN);
  }

  private void inputs() {
    page.heading("Inputs");
    page.table(
        List.of("column", "type", "in the training rows", "a missing value"),
        description().inputs().stream().limit(SHOWN).map(ModelCard::row).toList());
    int more = description().inputs().size() - SHOWN;
    if (more > 0) {
      page.paragraph("And %d more columns.".formatted(more));
    }
  }

  private static List<String> row(ModelInput input) {
    return switch (input) {
      case ModelInput.Numeric(String name, List<Integer> shape, var values, var missing, _) ->
          List.of(
              Markdown.text(name),
              shape.isEmpty()
                  ? "number"
                  : "numbers " + shape.toString().replace("[", "").replace("]", ""),
              "%s to %s"
                  .formatted(
                      values.stream()
                          .map(ModelInput.Scaling::minimum)
                          .min(Float::compare)
                          .orElse(0f),
                      values.stream()
                          .map(ModelInput.Scaling::maximum)
                          .max(Float::compare)
                          .orElse(0f)),
              switch (missing) {
                case MEAN -> "counts as the mean";
                case MEDIAN -> "counts as the median";
                case REJECT -> "is refused";
              });
      case ModelInput.Categorical(String name, List<String> categories) ->
          List.of(Markdown.text(name), "text", shown(categories), "counts as unknown");
    };
  }

  private void data() {
    ModelDescription.Provenance from = description().provenance();
    page.heading("Data");
    page.paragraph(
        "Data set %s, SHA-256 %s; %s."
            .formatted(
                Markdown.text(from.dataset()),
                Markdown.text(from.datasetSha256()),
                dataset
                    .map(found ->
                        "%d rows, uploaded as %s"
                            .formatted(found.rows(), Markdown.text(found.name())))
                    .orElse("it is not stored here any more")));
  }

  private void network() {
    page.heading("Network");
    page.table(
        List.of("layer", "definition"),
        numbered(
            description().layers().stream()
                .map((LayerDefinition layer) -> Markdown.text(json.writeValueAsString(layer)))
                .toList()));
    page.paragraph("%,d learned numbers.".formatted(model.network().parameterCount()));
  }

  private static List<List<String>> numbered(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      rows.add(List.of(Integer.toString(i + 1), lines.get(i)));
    }
    return rows;
  }

  private void training() {
    page.heading("Training");
    page.table(
        List.of("metric of epoch " + description().provenance().epoch(), "value"),
        description().metrics().entrySet().stream()
            .map(metric ->
                List.of(Markdown.text(metric.getKey()), Markdown.number(metric.getValue())))
            .toList());
    var specification = description().provenance().specification();
    if (specification != null) {
      // A backtick would end the block; in JSON its escape means the same.
      String text =
          json.writerWithDefaultPrettyPrinter()
              .writeValueAsString(specification)
              .replace("`", "\\u0060");
      page.line("```json").line(text).line("```").line("");
    }
  }

  private void evaluation(HeldOutEvaluation held) {
    page.heading("Evaluation");
    page.paragraph(
        "On %d rows that the weights were not fitted to (%s rows of data set %s)."
            .formatted(
                held.evaluation().rows(),
                switch (held.split()) {
                  case TEST -> "the test";
                  case VALIDATION -> "the validation";
                },
                Markdown.text(held.dataset())));
    switch (held.evaluation()) {
      case ClassificationEvaluation found -> classification(found);
      case RegressionEvaluation found -> regression(found);
    }
  }

  private void classification(ClassificationEvaluation found) {
    page.table(
        List.of("figure", "value"),
        List.of(
            List.of("accuracy", Markdown.number(found.accuracy())),
            List.of("balanced accuracy", Markdown.number(found.balancedAccuracy())),
            List.of("macro F1", Markdown.number(found.macroF1())),
            List.of("log loss", Markdown.number(found.logLoss())),
            List.of("Brier score", Markdown.number(found.brier())),
            List.of(
                "expected calibration error",
                Markdown.number(found.calibration().expectedError()))));
    List<List<String>> labels = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, found.perClass().size()); i++) {
      LabelFigures label = found.perClass().get(i);
      labels.add(
          List.of(
              Markdown.text(label.label()),
              Markdown.number(label.precision()),
              Markdown.number(label.recall()),
              Markdown.number(label.f1()),
              Markdown.number(found.roc().get(i).area()),
              Long.toString(label.support())));
    }
    page.table(List.of("label", "precision", "recall", "F1", "ROC area", "rows"), labels);
  }

  private void regression(RegressionEvaluation found) {
    if (found.targets() == null) {
      page.table(
          List.of("figure", "value"),
          List.of(
              List.of("root mean squared error", Markdown.number(found.rootMeanSquaredError())),
              List.of("mean absolute error", Markdown.number(found.meanAbsoluteError())),
              List.of("median absolute error", Markdown.number(found.medianAbsoluteError())),
              List.of("R2", Markdown.number(found.r2()))));
      return;
    }
    page.table(
        List.of("target", "root mean squared error", "mean absolute error", "R2"),
        found.targets().stream()
            .map(target ->
                List.of(
                    Markdown.text(target.target()),
                    Markdown.number(target.rootMeanSquaredError()),
                    Markdown.number(target.meanAbsoluteError()),
                    Markdown.number(target.r2())))
            .toList());
  }

  private void provenance() {
    ModelDescription.Provenance from = description().provenance();
    page.heading("Provenance");
    page.table(
        List.of("what", "value"),
        List.of(
            List.of("job", Markdown.text(from.job())),
            List.of("trained at", inSeconds(from.trainedAt())),
            List.of("registered at", inSeconds(version.createdAt())),
            List.of("seed", Long.toString(from.seed())),
            List.of("engine", Markdown.text(from.engineVersion())),
            List.of("SHA-256 of the weights", version.weightsSha256()),
            List.of("SHA-256 of the file", version.fileSha256())));
  }

  private static String inSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void limits() {
    page.heading("Limits");
    page.line(
        "- A number outside the range of the training rows, and a text that is not among theirs, is answered with a warning; the answer is a guess.");
    if (evaluation.isEmpty()) {
      page.line("- It was not evaluated on rows that its training did not see.");
    }
    evaluation.ifPresent(held -> {
      if (held.split() == HeldOutEvaluation.Part.VALIDATION) {
        page.line(
            "- The evaluation is on validation rows, by which the best epoch may have been chosen: new rows may do worse.");
      }
      if (held.evaluation() instanceof ClassificationEvaluation found) {
        List<String> few =
            found.perClass().stream()
                .filter(label -> label.support() < FEW_ROWS)
                .map(LabelFigures::label)
                .toList();
        if (!few.isEmpty()) {
          page.line(
              "- Labels with fewer than %d evaluated rows, whose figures say little: %s."
                  .formatted(FEW_ROWS, shown(few)));
        }
      }
    });
  }
}
