import java.net.URI;
import java.util.List;
import java.util.Map;
import org.trainyard.app.client.RefusedException;
import org.trainyard.app.client.TrainyardClient;
import org.trainyard.app.dataset.DatasetResponse;
import org.trainyard.app.dataset.generator.GenerateRequest;
import org.trainyard.app.evaluation.EvaluateRequest;
import org.trainyard.app.job.JobResponse;
import org.trainyard.app.model.PredictRequest;

/** Generates a data set, trains on it, watches, predicts and evaluates: java -cp … Spiral.java [address]. */
class Spiral {

  static void main(String[] arguments) {
    TrainyardClient yard =
        TrainyardClient.at(
            URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:8080"));

    DatasetResponse spiral = yard.generateDataset(GenerateRequest.of("spiral"));
    JobResponse job =
        yard.submit(
            Map.of(
                "dataset", spiral.id(),
                "target", "label",
                "network", Map.of("hidden", List.of(50)),
                "optimizer", Map.of("type", "adam", "learningRate", 0.01),
                "training", Map.of("epochs", 30, "batchSize", 20),
                "model", Map.of("name", "spiral")));
    yard.watch(
        List.of(job.id()), null, event -> IO.println(event.type() + " " + event.data().text()));

    IO.println(
        yard.predict(
            "spiral", PredictRequest.of(List.of(Map.of("x1", 0.1, "x2", -0.4), List.of(0.5, 0.2)))));
    IO.println(yard.evaluateModel("spiral", new EvaluateRequest(spiral.id())).evaluation().rows());

    try {
      yard.submit("{\"dataset\": \"spiral\", \"target\": \"label\", \"netwrok\": {}}");
    } catch (RefusedException refused) {
      IO.println(refused.problem().field() + ": " + refused.problem().detail());
    }
  }
}
