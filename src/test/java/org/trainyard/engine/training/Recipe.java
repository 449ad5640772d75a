package org.trainyard.engine.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.RmsProp;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.schedule.Schedule;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/** Trainings that together use every part of the engine, on random data of odd sizes. */
enum Recipe {
  PLAIN,
  EVERYTHING,
  ADAM_WITH_BATCH_NORM,
  /** Ends long before its epochs do, with the weights of an earlier one. */
  STOPPED_EARLY,
  SOFTMAX_AT_THE_END,
  /** Layers whose products read packed operands. */
  WIDE;

  private static final int SAMPLES = 103;
  private static final int INPUTS = 19;
  private static final int CLASSES = 5;
  private static final int MANY_EPOCHS = 50;

  Network network() {
    List<LayerSpec> layers = new ArrayList<>();
    switch (this) {
      case PLAIN -> {
        layers.add(linear(37));
        layers.add(new LayerSpec.Relu());
      }
      case EVERYTHING -> {
        layers.add(linear(33));
        layers.add(new LayerSpec.LayerNorm());
        layers.add(new LayerSpec.Gelu());
        layers.add(new LayerSpec.Dropout(0.3));
        layers.add(linear(21));
        layers.add(new LayerSpec.Selu());
        layers.add(linear(17));
        layers.add(new LayerSpec.Softplus());
        layers.add(linear(17));
        layers.add(new LayerSpec.Silu());
      }
      case ADAM_WITH_BATCH_NORM -> {
        layers.add(linear(40));
        layers.add(new LayerSpec.BatchNorm());
        layers.add(new LayerSpec.Tanh());
        layers.add(linear(24));
        layers.add(new LayerSpec.Sigmoid());
        layers.add(linear(24));
        layers.add(new LayerSpec.Elu(1));
      }
      case STOPPED_EARLY -> {
        layers.add(linear(29));
        layers.add(new LayerSpec.LeakyRelu(0.1));
        layers.add(new LayerSpec.Dropout(0.1));
      }
      case SOFTMAX_AT_THE_END -> {
        layers.add(linear(23));
        layers.add(new LayerSpec.Tanh());
      }
      case WIDE -> {
        layers.add(linear(331));
        layers.add(new LayerSpec.Relu());
        layers.add(linear(269));
        layers.add(new LayerSpec.Tanh());
      }
    }
    layers.add(linear(CLASSES));
    if (this == SOFTMAX_AT_THE_END) {
      layers.add(new LayerSpec.Softmax());
    }
    return Network.create(new NetworkSpec(INPUTS, layers), 7);
  }

  private static LayerSpec linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal());
  }

  TrainingConfig config(int epochs, int threads) {
    TrainingConfigBuilder config =
        switch (this) {
          case PLAIN ->
              TrainingConfig.builder(
                  new CrossEntropy(List.of(), 0), new Metric.Accuracy(), sgd(0.1));
          case EVERYTHING ->
              TrainingConfig.builder(
                      new CrossEntropy(List.of(1.0, 2.0, 0.5, 1.0, 1.0), 0.1),
                      new Metric.Accuracy(),
                      sgd(0.05))
                  .schedule(new Schedule.WarmUp(1, new Schedule.Cosine(5, 0.001)))
                  .regularization(new Regularization(1e-4, 2))
                  .clipping(new GradientClipping.ByNorm(1))
                  .diagnosis(TrainingConfig.Diagnosis.EVERY_EPOCH);
          case ADAM_WITH_BATCH_NORM ->
              TrainingConfig.builder(
                      new CrossEntropy(List.of(), 0),
                      new Metric.Accuracy(),
                      new AdamW(0.01, 0.9, 0.999, 1e-8, 0.01))
                  .schedule(new Schedule.Plateau(1, 0.5))
                  .clipping(new GradientClipping.ByValue(0.05));
          case STOPPED_EARLY ->
              TrainingConfig.builder(Loss.crossEntropy(), new Metric.Accuracy(), sgd(0.2))
                  .earlyStopping(new EarlyStopping(EarlyStopping.Monitored.LOSS, 2, 1e-3));
          case SOFTMAX_AT_THE_END ->
              TrainingConfig.builder(
                      new ElementwiseLoss.Huber(0.5),
                      new Metric.RootMeanSquaredError(Collections.nCopies(CLASSES, 1.0)),
                      new RmsProp(0.01, 0.95, 1e-8, 0.5, 1e-3))
                  .schedule(new Schedule.OneCycle(0.02));
          case WIDE ->
              TrainingConfig.builder(
                  Loss.crossEntropy(), new Metric.Accuracy(), new Adam(0.001, 0.9, 0.999, 1e-8, 0));
        };
    return config
        .epochs(this == STOPPED_EARLY ? MANY_EPOCHS : epochs)
        .batchSize(25)
        .seed(11)
        .threads(Threads.exactly(threads))
        .finalWeights(FinalWeights.BEST)
        .build();
  }

  private static Optimizer sgd(double learningRate) {
    return new Sgd(learningRate, 0.9, Sgd.Acceleration.NESTEROV, 1e-3);
  }

  TrainingData data() {
    return new TrainingData(samples(1), Optional.of(samples(2)));
  }

  private ArraySamples samples(long seed) {
    RandomKey key = new RandomKey(seed);
    Matrix inputs = Matrix.zeros(SAMPLES, INPUTS);
    Matrix targets = Matrix.zeros(SAMPLES, this == SOFTMAX_AT_THE_END ? CLASSES : 1);
    for (int row = 0; row < SAMPLES; row++) {
      for (int column = 0; column < INPUTS; column++) {
        inputs.set(row, column, (float) key.normal((long) row * INPUTS + column));
      }
      int label = key.derive(1).below(row, CLASSES);
      if (this == SOFTMAX_AT_THE_END) {
        targets.set(row, label, 1);
      } else {
        targets.set(row, 0, label);
      }
    }
    return new ArraySamples(inputs, targets);
  }
}
