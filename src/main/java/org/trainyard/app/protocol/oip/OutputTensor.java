package org.trainyard.app.protocol.oip;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.Scores;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.web.Echo;

/** A tensor of an answer. */
record OutputTensor(
    String name,
    DataType type,
    List<Integer> shape,
    TensorValues values,
    RequestedOutput.Form form) {

  OutputTensor {
    shape = List.copyOf(shape);
  }

  /** The outputs that the request asks for, in its order. */
  static List<OutputTensor> of(InferRequest request, ServableModel model, Scores scores) {
    if (request.outputs().isEmpty()) {
      return List.of(of(new RequestedOutput(TensorSpec.OUTPUT, request.form(), 0), model, scores));
    }
    return request.outputs().stream().map(output -> of(output, model, scores)).toList();
  }

  /** Whether the model has every output that the request names. */
  static void requireKnown(InferRequest request) {
    for (RequestedOutput output : request.outputs()) {
      if (!output.name().equals(TensorSpec.OUTPUT)) {
        throw Mistakes.request(
            "The model has no output '%s'; it has '%s'."
                .formatted(Echo.of(output.name()), TensorSpec.OUTPUT));
      }
    }
  }

  private static OutputTensor of(RequestedOutput wanted, ServableModel model, Scores scores) {
    if (wanted.classification() > 0) {
      return classified(wanted, model, scores);
    }
    return new OutputTensor(
        wanted.name(),
        DataType.FP32,
        List.of(scores.rows(), scores.columns()),
        TensorValues.Numbers.of(scores.values()),
        wanted.form());
  }

  /** The largest scores of each row as {@code value:index:label}, as Triton writes them. */
  private static OutputTensor classified(
      RequestedOutput wanted, ServableModel model, Scores scores) {
    int count = Math.min(wanted.classification(), scores.columns());
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < scores.rows(); row++) {
      int shown = row;
      IntStream.range(0, scores.columns())
          .boxed()
          .sorted(Comparator.comparingDouble(column -> -scores.get(shown, column)))
          .limit(count)
          .forEach(column -> texts.add(text(scores.get(shown, column), column, model)));
    }
    return new OutputTensor(
        wanted.name(),
        DataType.BYTES,
        List.of(scores.rows(), count),
        new TensorValues.Texts(new ArrayList<>(texts)),
        wanted.form());
  }

  /** Six decimals, rounded half to even from the exact value, as C++ writes a float. */
  private static String text(float value, int column, ServableModel model) {
    String number = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    return switch (model.description().output()) {
      case ModelOutput.Classification classification ->
          "%s:%d:%s".formatted(number, column, classification.labels().get(column));
      case ModelOutput.Regression _ -> "%s:%d".formatted(number, column);
    };
  }
}
