package org.trainyard.app.job.resolution;

import java.util.List;

/**
 * A member of a specification and what may stand there.
 *
 * @param base a whole specification, JSON
 * @param pointer of the member
 * @param good values that are taken, JSON
 * @param wrongType values of another type, JSON
 * @param refused values that are out of range or unknown, JSON
 */
record Member(
    String base, String pointer, List<String> good, List<String> wrongType, List<String> refused) {

  static final String PLAIN =
      "{'dataset': 'spiral', 'target': 'label', 'network': {'hidden': [4, 3]}}";
  private static final String REGRESSION =
      "{'dataset': 'sine', 'target': 'y', 'network': {'hidden': [4]}, 'loss': 'huber'}";
  private static final List<String> NO_NUMBER = List.of("'1'", "true", "[1]");
  private static final List<String> NO_WHOLE = List.of("1.5", "'1'", "true", "{}");
  private static final List<String> NO_TEXT = List.of("1", "true", "[]");
  private static final List<String> NO_TRUTH = List.of("1", "'true'", "'yes'");
  private static final List<String> BEYOND = List.of("-1", "1e300");

  /** All of them. */
  static List<Member> all() {
    return List.of(
        text("/name", List.of("'my training'"), List.of("''", "'" + "x".repeat(201) + "'")),
        text("/dataset", List.of("'spiral'"), List.of("'spirale'")),
        text("/task", List.of("'classification'"), List.of("'clasification'", "'regression'")),
        text("/loss", List.of("'crossEntropy'"), List.of("'crosEntropy'", "'huber'")),
        of(
            "/features",
            List.of("['x1']"),
            List.of("1", "'x1'"),
            List.of("[]", "['x3']", "['x1', 'x1']")),
        whole("/priority", List.of("0", "-1000", "1000"), List.of("1001", "-1001")),
        of("/labels", List.of("{'team': 'vision'}"), List.of("1", "[]"), List.of("{'': 'x'}")),
        // the split
        share("/split/validation"),
        share("/split/test"),
        truth("/split/stratified"),
        text("/split/validationDataset", List.of("'spiral'"), List.of("'spirale'")),
        text("/split/testDataset", List.of("'spiral'"), List.of("'spirale'")),
        // preprocessing
        text("/preprocessing/numeric", List.of("'minMax'", "'none'"), List.of("'minmax'")),
        text("/preprocessing/missing", List.of("'mean'", "'median'"), List.of("'average'")),
        number(
            "{'dataset': 'spiral', 'target': 'label', 'network': {'hidden': []}, 'preprocessing': {'numeric': 'none'}}",
            "/preprocessing/scale",
            List.of("0.00392156862745098", "-2"),
            List.of("0", "1e31")),
        // the network
        of(
            "/network/hidden",
            List.of("[]", "[1, 65536]"),
            List.of("5", "'5'"),
            List.of("[0]", "[65537]", "[9223372036854775808]")),
        text(
            "/network/activation",
            List.of("'leakyRelu'", "'elu'", "'gelu'", "['tanh', 'silu']"),
            List.of("'reluu'", "['relu', 'relu', 'relu']", "[]")),
        number(PLAIN, "/network/dropout", List.of("0", "0.5"), List.of("-0.1", "1")),
        text("/network/normalization", List.of("'batch'", "'layer'"), List.of("'btach'")),
        of(
            "/network/initializer",
            List.of(
                "'heNormal'",
                "'zeros'",
                "{'type': 'constant', 'value': 0.5}",
                "{'type': 'uniform', 'low': -1, 'high': 1}"),
            List.of("1", "[]"),
            List.of(
                "'heNorml'",
                "{'type': 'constant', 'value': 1e7}",
                "{'type': 'uniform', 'low': 1, 'high': -1}",
                "{'type': 'uniforn', 'low': 1, 'high': -1}")),
        layer("'type': 'linear'", "units", List.of("1", "65536"), NO_WHOLE, List.of("0", "65537")),
        layer("'type': 'linear', 'units': 3", "bias", List.of("true"), NO_TRUTH, List.of()),
        layer("'type': 'leakyRelu'", "negativeSlope", List.of("0"), NO_NUMBER, BEYOND),
        layer("'type': 'elu'", "alpha", List.of("2"), NO_NUMBER, BEYOND),
        layer("'type': 'dropout'", "rate", List.of("0.3"), NO_NUMBER, List.of("1", "-0.1")),
        // the optimizer
        optimizer("sgd", "learningRate", List.of("1e-9", "1000"), List.of("0", "-1", "1e30")),
        optimizer("sgd", "momentum", List.of("0.9"), List.of("1", "-0.1", "1.5")),
        member(
            optimizer("'type': 'sgd', 'momentum': 0.5"), "/optimizer/nesterov", NO_TRUTH, "true"),
        optimizer("sgd", "weightDecay", List.of("0.1"), BEYOND),
        optimizer("adam", "beta1", List.of("0"), List.of("1", "-1")),
        optimizer("adam", "beta2", List.of("0.99"), List.of("1", "-1")),
        optimizer("adam", "epsilon", List.of("1e-7"), List.of("0", "2")),
        optimizer("adam", "weightDecay", List.of("0.1"), BEYOND),
        optimizer("adamw", "learningRate", List.of("0.01"), List.of("0", "1001")),
        optimizer("adamw", "beta1", List.of("0.8"), List.of("1")),
        optimizer("adamw", "beta2", List.of("0.99"), List.of("1")),
        optimizer("adamw", "epsilon", List.of("1e-7"), List.of("0")),
        optimizer("adamw", "weightDecay", List.of("0.01"), BEYOND),
        optimizer("rmsprop", "alpha", List.of("0.9"), List.of("1")),
        optimizer("rmsprop", "epsilon", List.of("1e-7"), List.of("0")),
        optimizer("rmsprop", "momentum", List.of("0.9"), List.of("1")),
        optimizer("rmsprop", "weightDecay", List.of("0.01"), BEYOND),
        optimizer("adagrad", "epsilon", List.of("1e-7"), List.of("0")),
        optimizer("adagrad", "weightDecay", List.of("0.01"), BEYOND),
        // the schedule
        schedule("'type': 'step', 'stepSize': 3", "stepSize", NO_WHOLE, "7", "0", "10001"),
        schedule("'type': 'step', 'stepSize': 3", "gamma", NO_NUMBER, "0.5", "0", "11"),
        schedule("'type': 'exponential', 'gamma': 0.9", "gamma", NO_NUMBER, "0.95", "0", "11"),
        schedule("'type': 'cosine'", "epochs", NO_WHOLE, "7", "0", "10001"),
        schedule("'type': 'cosine'", "minimum", NO_NUMBER, "1e-5", "-1", "1001"),
        schedule("'type': 'oneCycle'", "maximum", NO_NUMBER, "0.1", "0", "1001"),
        schedule("'type': 'warmup', 'epochs': 1", "epochs", NO_WHOLE, "7", "0", "10001"),
        schedule("'type': 'plateau'", "patience", NO_WHOLE, "0", "-1", "10001"),
        schedule("'type': 'plateau'", "factor", NO_NUMBER, "0.5", "0", "1"),
        schedule(
            "'type': 'cosine', 'warmup': {'epochs': 2}",
            "warmup/epochs",
            NO_WHOLE,
            "3",
            "0",
            "10001"),
        // the training loop
        whole("/training/epochs", List.of("1", "10000"), List.of("0", "-1", "10001", "3000000000")),
        whole("/training/batchSize", List.of("1", "65536"), List.of("0", "65537")),
        truth("/training/shuffle"),
        whole("/training/seed", List.of("-9223372036854775808"), List.of("9223372036854775808")),
        truth("/training/restoreBest"),
        whole("/training/threads", List.of("0", "1"), List.of("-1", "10000")),
        text(
            "/training/earlyStopping/metric",
            List.of("'validationLoss'", "'validationAccuracy'", "'trainingLoss'"),
            List.of("'validationLos'", "'validationRootMeanSquaredError'")),
        whole("/training/earlyStopping/patience", List.of("1", "30"), List.of("0", "31", "10001")),
        number(PLAIN, "/training/earlyStopping/minimumDelta", List.of("0.01"), BEYOND),
        number(PLAIN, "/training/gradientClipping/norm", List.of("1"), List.of("0", "1e7")),
        number(PLAIN, "/training/gradientClipping/value", List.of("0.5"), List.of("0", "1e7")),
        number(PLAIN, "/training/l1", List.of("1e-4"), BEYOND),
        number(PLAIN, "/training/maxNorm", List.of("null", "3"), List.of("0", "1e7")),
        of(
            "/training/classWeights",
            List.of("'balanced'", "{'0': 2.0}"),
            List.of("1", "[]"),
            List.of("'balancd'", "{'cat': 2}", "{'0': 0}")),
        number(PLAIN, "/training/labelSmoothing", List.of("0.1"), List.of("1", "-0.1")),
        number(REGRESSION, "/training/huberDelta", List.of("1.35"), List.of("0", "1001")),
        number(PLAIN, "/training/maximumSeconds", List.of("0.5"), List.of("0", "2592001")),
        truth("/training/diagnostics"),
        // the model
        text("/model/name", List.of("'mnist'"), List.of("'a b'", "'stats'", "''")),
        text("/initialWeights/model", List.of(), List.of("'nosuchmodel'")));
  }

  private static Member of(
      String pointer, List<String> good, List<String> wrongType, List<String> refused) {
    return new Member(PLAIN, pointer, good, wrongType, refused);
  }

  private static Member text(String pointer, List<String> good, List<String> refused) {
    return of(
        pointer, good, pointer.equals("/network/activation") ? List.of("1") : NO_TEXT, refused);
  }

  private static Member whole(String pointer, List<String> good, List<String> refused) {
    return of(pointer, good, NO_WHOLE, refused);
  }

  private static Member truth(String pointer) {
    return of(pointer, List.of("true", "false"), NO_TRUTH, List.of());
  }

  private static Member share(String pointer) {
    return number(PLAIN, pointer, List.of("0", "0.3"), List.of("-0.1", "0.91", "1", "1.5"));
  }

  private static Member number(
      String base, String pointer, List<String> good, List<String> refused) {
    return new Member(base, pointer, good, NO_NUMBER, refused);
  }

  private static Member layer(
      String layer, String name, List<String> good, List<String> wrong, List<String> refused) {
    String base =
        "{'dataset': 'spiral', 'target': 'label', 'network': {'layers': [{%s}, {'type': 'linear'}]}}"
            .formatted(layer);
    return new Member(base, "/network/layers/0/" + name, good, wrong, refused);
  }

  private static Member optimizer(
      String type, String name, List<String> good, List<String> refused) {
    String base = optimizer("'type': '" + type + "'");
    return new Member(base, "/optimizer/" + name, good, NO_NUMBER, refused);
  }

  private static String optimizer(String members) {
    return PLAIN.substring(0, PLAIN.length() - 1) + ", 'optimizer': {" + members + "}}";
  }

  private static Member member(String base, String pointer, List<String> wrong, String good) {
    return new Member(base, pointer, List.of(good), wrong, List.of());
  }

  private static Member schedule(
      String members, String name, List<String> wrong, String good, String low, String high) {
    String base = PLAIN.substring(0, PLAIN.length() - 1) + ", 'schedule': {" + members + "}}";
    return new Member(base, "/schedule/" + name, List.of(good), wrong, List.of(low, high));
  }

  @Override
  public String toString() {
    return pointer;
  }
}
