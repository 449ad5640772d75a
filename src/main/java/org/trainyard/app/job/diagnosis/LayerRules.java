package org.trainyard.app.job.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.trainyard.engine.training.LayerDiagnostics;

/**
 * What the layers show. The thresholds were set on fully connected nets of 1 to 10 hidden layers on
 * MNIST, with plain gradient descent and Adam: those that learn lie well below them.
 */
final class LayerRules {

  /** Gradient per weight, as a share of the last layer's, that is lost for certain. */
  private static final double LOST = 1e-4;

  /** A share that is lost if the weights do not move either. */
  private static final double SMALL = 0.05;

  /** The update of a step as a share of the weights at which they stand still. */
  private static final double STANDING = 1e-4;

  private static final double HUGE_GRADIENT = 100;
  private static final double MANY_DEAD = 0.5;
  private static final double ALL_DEAD = 0.95;
  private static final double MANY_SATURATED = 0.8;

  private LayerRules() {}

  /**
   * The gradient shrinks from the last layer to the first. Source: Glorot and Bengio,
   * "Understanding the difficulty of training deep feedforward neural networks", 2010.
   */
  static List<Finding> vanishingGradient(History history) {
    List<LayerDiagnostics> layers = history.last().layers();
    if (history.size() < 2 || hasDeadLayer(layers)) {
      return List.of(); // what is dead passes nothing on, and has a finding of its own
    }
    for (int i = 0; i < layers.size() - 1; i++) {
      double share = gradientShare(history, i);
      if (hasVanished(share, layers.get(i), layers.getLast())) {
        return List.of(
            finding(
                history,
                Symptom.VANISHING_GRADIENT,
                Severity.WARNING,
                i,
                "the gradient per weight is %.1e of that in the last layer, and a step moves the weights by %.1e of their size; this layer hardly learns"
                    .formatted(share, layers.get(i).updateRatio()),
                "Use ReLU (or tanh) instead of sigmoid, set network.normalization to 'batch' or 'layer', use an initializer that fits the activation (Xavier for tanh and sigmoid, He for ReLU), or fewer layers."));
      }
    }
    return List.of();
  }

  private static boolean hasVanished(double share, LayerDiagnostics layer, LayerDiagnostics last) {
    boolean stands = layer.updateRatio() < STANDING && layer.updateRatio() < last.updateRatio() / 5;
    return share < LOST || (share < SMALL && stands);
  }

  /** The root mean square of a layer's gradient, as a share of the last layer's. */
  private static double gradientShare(History history, int layer) {
    List<LayerDiagnostics> layers = history.last().layers();
    double last = perWeight(history, layers.size() - 1);
    return last == 0 ? 1 : perWeight(history, layer) / last;
  }

  private static double perWeight(History history, int layer) {
    long weights = history.setting().layers().get(layer).weights();
    return history.last().layers().get(layer).gradientNorm() / Math.sqrt((double) weights);
  }

  private static boolean hasDeadLayer(List<LayerDiagnostics> layers) {
    return layers.stream().anyMatch(layer -> layer.deadShare().orElse(0) >= ALL_DEAD);
  }

  static List<Finding> explodingGradient(History history) {
    List<LayerDiagnostics> layers = history.last().layers();
    for (int i = 0; i < layers.size(); i++) {
      double norm = layers.get(i).gradientNorm();
      if (norm > HUGE_GRADIENT) {
        return List.of(
            finding(
                history,
                Symptom.EXPLODING_GRADIENT,
                Severity.WARNING,
                i,
                "the gradient has a norm of %.3g; a few units are usual".formatted(norm),
                "Set training.gradientClipping to {\"norm\": 1}, standardize the inputs, use an initializer with smaller weights, or lower optimizer.learningRate."));
      }
    }
    return List.of();
  }

  static List<Finding> deadRelu(History history) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < history.last().layers().size(); i++) {
      double share = lowerOfTwo(history, i, layer -> layer.deadShare().orElse(0));
      if (share >= MANY_DEAD) {
        findings.add(
            finding(
                history,
                Symptom.DEAD_RELU,
                share >= ALL_DEAD ? Severity.ERROR : Severity.WARNING,
                i,
                "%.0f %% of the units were 0 for every row looked at in two epochs: their gradient is 0, so they do not come back"
                    .formatted(100 * share),
                "Lower optimizer.learningRate, use the initializer 'heNormal', the activation 'leakyRelu' or 'elu', or batch normalization."));
      }
    }
    return findings;
  }

  static List<Finding> saturatedUnits(History history) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < history.last().layers().size(); i++) {
      double share = lowerOfTwo(history, i, layer -> layer.saturatedShare().orElse(0));
      if (share >= MANY_SATURATED) {
        findings.add(
            finding(
                history,
                Symptom.SATURATED_UNITS,
                Severity.WARNING,
                i,
                "%.0f %% of the outputs lie at the ends of the activation's range, where its slope is nearly 0"
                    .formatted(100 * share),
                "Standardize the inputs, use an initializer with smaller weights (Xavier), batch normalization or weight decay, lower optimizer.learningRate, or use ReLU."));
      }
    }
    return findings;
  }

  /** The lower figure of the last two epochs: one epoch alone may be chance. */
  private static double lowerOfTwo(
      History history, int layer, ToDoubleFunction<LayerDiagnostics> figure) {
    if (history.size() < 2) {
      return 0;
    }
    return Math.min(
        figure.applyAsDouble(history.last().layers().get(layer)),
        figure.applyAsDouble(history.before(1).layers().get(layer)));
  }

  private static Finding finding(
      History history, Symptom symptom, Severity severity, int layer, String seen, String advice) {
    EpochFigures epoch = history.last();
    return new Finding(
        symptom,
        severity,
        epoch.layers().get(layer).layer(),
        epoch.epoch(),
        "In %s %s.".formatted(history.setting().layers().get(layer).words(), seen),
        advice);
  }
}
