package org.trainyard.app.job.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.Score;
import org.trainyard.engine.training.StopSignal;
import org.trainyard.engine.training.Threads;
import org.trainyard.engine.training.Trainer;
import org.trainyard.engine.training.TrainingConfig;
import org.trainyard.engine.training.TrainingData;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingListener;

/** A small classification that is trained under observation. */
record Patient(
    Samples training,
    Optional<Samples> validation,
    int classes,
    List<Integer> hidden,
    LayerSpec activation,
    Initializer initializer,
    Optimizer optimizer,
    int epochs,
    int batchSize) {

  /** Healthy: one hidden layer of tanh, Adam. */
  static Patient of(Samples training, int classes) {
    return new Patient(
        training,
        Optional.empty(),
        classes,
        List.of(16),
        new LayerSpec.Tanh(),
        new Initializer.Default(),
        new Adam(0.003, 0.9, 0.999, 1e-8, 0),
        20,
        20);
  }

  Patient validatedOn(Samples rows) {
    return new Patient(
        training,
        Optional.of(rows),
        classes,
        hidden,
        activation,
        initializer,
        optimizer,
        epochs,
        batchSize);
  }

  Patient withHidden(LayerSpec function, Integer... units) {
    return new Patient(
        training,
        validation,
        classes,
        List.of(units),
        function,
        initializer,
        optimizer,
        epochs,
        batchSize);
  }

  Patient withInitializer(Initializer rule) {
    return new Patient(
        training, validation, classes, hidden, activation, rule, optimizer, epochs, batchSize);
  }

  Patient withSgd(double learningRate) {
    return withOptimizer(new Sgd(learningRate, 0, Sgd.Acceleration.CLASSICAL, 0));
  }

  Patient withOptimizer(Optimizer rule) {
    return new Patient(
        training, validation, classes, hidden, activation, initializer, rule, epochs, batchSize);
  }

  Patient during(int count) {
    return new Patient(
        training,
        validation,
        classes,
        hidden,
        activation,
        initializer,
        optimizer,
        count,
        batchSize);
  }

  Patient inBatchesOf(int rows) {
    return new Patient(
        training, validation, classes, hidden, activation, initializer, optimizer, epochs, rows);
  }

  /** What is found in the training. */
  List<Finding> findings() {
    Diagnosis diagnosis = new Diagnosis(new Setting(batchSize, 0, layers()));
    List<Finding> findings = new ArrayList<>();
    List<LayerSpec> specs = new ArrayList<>();
    for (int units : hidden) {
      specs.add(new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, initializer));
      specs.add(activation);
    }
    specs.add(new LayerSpec.Linear(classes, LayerSpec.Bias.WITH_BIAS, initializer));
    Network network = Network.create(new NetworkSpec(training.inputSize(), specs), 1);
    TrainingListener watch =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochResult result) {
            findings.addAll(diagnosis.observe(figures(result)));
          }
        };
    new Trainer(System::nanoTime)
        .train(
            network,
            new TrainingData(training, validation),
            TrainingConfig.builder(Loss.crossEntropy(), new Metric.Accuracy(), optimizer)
                .epochs(epochs)
                .batchSize(batchSize)
                .threads(Threads.exactly(1))
                .diagnosis(TrainingConfig.Diagnosis.EVERY_EPOCH)
                .build(),
            TrainingHooks.of(watch, StopSignal.NEVER));
    return findings;
  }

  /** The classes are equally frequent, so guessing has the loss ln(classes). */
  private EpochFigures figures(EpochResult result) {
    return new EpochFigures(
        result.epoch(),
        result.samples(),
        result.training().loss(),
        result.validation().map(Score::loss).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        result.training().loss() / Math.log(classes),
        result.layers());
  }

  private List<Setting.LinearLayer> layers() {
    List<Setting.LinearLayer> layers = new ArrayList<>();
    long inputs = training.inputSize();
    for (int units : hidden) {
      layers.add(new Setting.LinearLayer(2 * layers.size(), units, inputs * units));
      inputs = units;
    }
    layers.add(new Setting.LinearLayer(2 * layers.size(), classes, inputs * classes));
    return layers;
  }
}
