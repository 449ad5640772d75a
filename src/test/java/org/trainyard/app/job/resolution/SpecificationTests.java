package org.trainyard.app.job.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ReadPart;
import org.trainyard.app.web.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every member of a specification: taken, filled in, and refused in words. */
class SpecificationTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private static Path data;

  private static @Nullable RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(data, List.of());
    HttpService http = service.http();
    for (String generator : List.of("spiral", "sine")) {
      http.post(
          "/api/v1/datasets/generate",
          "{'generator': '%s', 'samples': 300, 'name': '%s'}"
              .formatted(generator, generator)
              .replace('\'', '"'),
          201);
    }
  }

  @AfterAll
  static void stop() {
    running().close();
  }

  static List<Member> members() {
    return Member.all();
  }

  @ParameterizedTest
  @MethodSource("members")
  void takesGoodValues(Member member) {
    for (String value : member.good()) {
      ResolvedSpecification resolved = resolve(with(member, value));
      // What is stored is what is run: nothing is lost on the way through the database.
      String stored = running().bean(JsonMapper.class).writeValueAsString(resolved);
      assertThat(running().bean(JsonMapper.class).readValue(stored, ResolvedSpecification.class))
          .isEqualTo(resolved);
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void refusesOtherTypes(Member member) {
    for (String value : member.wrongType()) {
      Problem problem = problem(with(member, value));
      assertThat(problem.members().get("field")).asString().startsWith(member.pointer());
      assertThat(problem.type().status().value()).as(value).isEqualTo(400);
      assertThat(problem.detail()).as(value).contains("must be", "got");
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void refusesValuesOutOfRangeAndNamesTheLimit(Member member) {
    for (String value : member.refused()) {
      Problem problem = problem(with(member, value));
      assertThat(problem.members().get("field"))
          .as(value)
          .asString()
          .startsWith(parent(member.pointer()));
      assertThat(problem.detail()).as(value).hasSizeGreaterThan(20).doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void namesTheNearestKnownMember(Member member) {
    String name = member.pointer().substring(member.pointer().lastIndexOf('/') + 1);
    String misspelt = name + name.charAt(name.length() - 1);
    ObjectNode tree = tree(member.base());
    parentOf(tree, member.pointer()).put(misspelt, 1);
    Problem problem = problem(tree);
    assertThat(problem.detail()).contains("'" + misspelt + "'", "Did you mean '" + name + "'?");
    assertThat(problem.members()).containsEntry("field", parent(member.pointer()) + "/" + misspelt);
  }

  @Test
  void fillsEveryDefaultIn() {
    JsonNode resolved = json(resolve(tree(Member.PLAIN)));
    assertThat(resolved.at("/optimizer").toString())
        .isEqualTo(
            "{\"type\":\"adam\",\"learningRate\":0.001,\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1.0E-8,\"weightDecay\":0.0}");
    assertThat(resolved.at("/schedule/type").asString()).isEqualTo("constant");
    assertThat(resolved.at("/training").toString())
        .isEqualTo(
            "{\"epochs\":30,\"batchSize\":100,\"shuffle\":true,\"seed\":1,\"restoreBest\":true,\"threads\":0,\"l1\":0.0,\"labelSmoothing\":0.0,\"diagnostics\":true}");
    assertThat(resolved.at("/network/parameters").asInt())
        .isEqualTo(2 * 4 + 4 + 4 * 3 + 3 + 3 * 3 + 3);
  }

  @Test
  void writesTheHiddenLayersOut() {
    ObjectNode tree = tree(Member.PLAIN);
    tree.set(
        "network",
        tree(
            "{'hidden': [4, 3], 'activation': ['tanh', 'elu'], 'dropout': 0.25, 'normalization': 'batch', 'initializer': 'heNormal'}"));
    JsonNode network = json(resolve(tree)).get("network");
    assertThat(network.get("layers").valueStream().map(layer -> layer.get("type").asString()))
        .containsExactly(
            "linear",
            "batchNorm",
            "tanh",
            "dropout",
            "linear",
            "batchNorm",
            "elu",
            "dropout",
            "linear");
    assertThat(network.at("/layers/4/initializer").asString()).isEqualTo("heNormal");
    assertThat(network.get("parameters").asInt())
        .isEqualTo(2 * 4 + 4 + 2 * 4 + 4 * 3 + 3 + 2 * 3 + 3 * 3 + 3);
  }

  @Test
  void resolvesWhatFollowsFromOtherMembers() {
    ObjectNode tree = tree(Member.PLAIN);
    tree.set("schedule", tree("{'type': 'cosine', 'warmup': {'epochs': 3}}"));
    tree.set("training", tree("{'epochs': 20, 'classWeights': 'balanced', 'earlyStopping': {}}"));
    JsonNode resolved = json(resolve(tree));
    assertThat(resolved.at("/schedule/epochs").asInt()).isEqualTo(17);
    assertThat(resolved.at("/training/classWeights/0").asDouble()).isEqualTo(1);
    assertThat(resolved.at("/training/earlyStopping").toString())
        .isEqualTo("{\"metric\":\"validationLoss\",\"patience\":5,\"minimumDelta\":0.0}");

    tree.set("schedule", tree("{'type': 'oneCycle'}"));
    tree.set("split", tree("{'validation': 0}"));
    tree.set("training", tree("{'earlyStopping': {'metric': 'trainingLoss'}}"));
    resolved = json(resolve(tree));
    assertThat(resolved.at("/schedule/maximum").asDouble()).isEqualTo(0.001);
    assertThat(resolved.at("/training/earlyStopping/metric").asString()).isEqualTo("trainingLoss");

    tree.set("training", tree("{'earlyStopping': {'patience': 3}}"));
    Problem problem = problem(tree);
    assertThat(problem.members()).containsEntry("field", "/training/earlyStopping/metric");
    assertThat(problem.detail()).contains("validationLoss", "split.validation");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    ObjectNode tree = tree(Member.PLAIN);
    tree.set("network", tree("{'hidden': [3, 'wide'], 'activation': 'reluu'}"));
    tree.set("optimizer", tree("{'type': 'adamm'}"));
    tree.set("schedule", tree("{'type': 'step', 'stepSize': 0, 'gama': 0.5}"));
    tree.set("training", tree("{'epochs': 0, 'batchSize': '5', 'earlyStoping': {}}"));
    tree.set("target", tree.stringNode("lable"));
    tree.put("priority", 1e9);
    assertThat(problems(tree))
        .extracting(problem -> problem.members().get("field"))
        .containsExactlyInAnyOrder(
            "/network/hidden/1",
            "/network/activation",
            "/optimizer/type",
            "/schedule/stepSize",
            "/schedule/gama",
            "/training/epochs",
            "/training/batchSize",
            "/training/earlyStoping",
            "/priority",
            "/target");
  }

  @Test
  void saysWhatElseIsWrongWhereSomethingIsMissing() {
    ObjectNode tree = tree("{'loss': 'crosEntropy', 'training': {'epochs': -1}}");
    assertThat(problems(tree))
        .extracting(problem -> problem.members().get("field"))
        .containsExactlyInAnyOrder("/dataset", "/target", "/network", "/loss", "/training/epochs");
  }

  @Test
  void aWrongNumberHidesNothingThatTheRowsTell() {
    ObjectNode tree = tree(Member.PLAIN);
    tree.set("network", tree("{'layers': [{'type': 'linear', 'units': 77}]}"));
    tree.set("training", tree("{'epochs': 0, 'classWeights': {'nobody': 2}}"));
    assertThat(problems(tree))
        .extracting(problem -> problem.members().get("field"))
        .contains("/training/epochs", "/network/layers/0/units");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    Map<String, String> refused =
        Map.of(
            "'training': {'huberDelta': 2}", "/training/huberDelta",
            "'loss': 'binaryCrossEntropy'", "/loss",
            "'optimizer': {'type': 'sgd', 'nesterov': true}", "/optimizer/nesterov",
            "'training': {'gradientClipping': {}}", "/training/gradientClipping",
            "'training': {'gradientClipping': {'norm': 1, 'value': 1}}",
                "/training/gradientClipping",
            "'training': {'batchSize': 1}, 'network': {'hidden': [3], 'normalization': 'batch'}",
                "/training/batchSize",
            "'network': {'layers': [{'type': 'linear'}], 'dropout': 0.5}", "/network",
            "'network': {'layers': [{'type': 'softmax'}, {'type': 'linear'}]}", "/network/layers/0",
            "'network': {'layers': [{'type': 'linear'}, {'type': 'relu'}, {'type': 'linear'}]}",
                "/network/layers/0/units",
            "'training': {'earlyStopping': {'patience': 31}}", "/training/earlyStopping/patience");
    refused.forEach((members, pointer) -> {
      ObjectNode tree = tree(Member.PLAIN);
      tree(("{" + members + "}")).properties().forEach(m -> tree.set(m.getKey(), m.getValue()));
      Problem problem = problem(tree);
      assertThat(problem.members()).as(members).containsEntry("field", pointer);
    });
  }

  @Test
  void namesRequiredMembersThatAreMissing() {
    Map<String, String> missing =
        Map.of(
            "'schedule': {'type': 'step'}", "/schedule/stepSize",
            "'schedule': {'type': 'warmup'}", "/schedule/epochs",
            "'schedule': {'gamma': 0.5}", "/schedule/type",
            "'optimizer': {'learningRate': 0.5}", "/optimizer/type",
            "'initialWeights': {}", "/initialWeights/model",
            "'network': {'hidden': [], 'initializer': {'type': 'constant'}}",
                "/network/initializer/value");
    missing.forEach((members, pointer) -> {
      ObjectNode tree = tree(Member.PLAIN);
      tree(("{" + members + "}")).properties().forEach(m -> tree.set(m.getKey(), m.getValue()));
      Problem problem = problem(tree);
      assertThat(problem.type().slug()).isEqualTo("missing-field");
      assertThat(problem.members()).as(members).containsEntry("field", pointer);
    });
  }

  @Test
  void saysOfEachElementOfAnArrayWhatIsWrong() {
    ObjectNode tree = tree(Member.PLAIN);
    tree.set(
        "network",
        tree(
            "{'layers': [{'type': 'dense', 'units': 5}, {'type': 'relU'}, {'type': 'linear', 'unit': 3},"
                + " {'type': 'dropout', 'rate': 'x'}, 7, {'type': 'linear'}]}"));
    tree.set("features", JSON.readTree("[1, \"x1\", {}]"));

    assertThat(problems(tree))
        .extracting(problem -> problem.members().get("field"))
        .containsExactlyInAnyOrder(
            "/features/0",
            "/features/2",
            "/network/layers/0/type",
            "/network/layers/1/type",
            "/network/layers/2/unit",
            "/network/layers/3/rate",
            "/network/layers/4");
  }

  @Test
  void aLayerThatCannotBeReadHidesNothingOfTheOthers() {
    ObjectNode tree = tree(Member.PLAIN);
    tree.set(
        "network",
        tree(
            "{'layers': [{'type': 'lineer', 'units': 5}, {'type': 'linear', 'units': 0}, {'type': 'dropout', 'rate': 1},"
                + " 7, {'type': 'leakyRelu', 'negativeSlope': -1}, {'type': 'linear', 'units': -2}]}"));
    tree.set("optimizer", tree("{'type': 'sgd', 'learningRate': 0, 'momentum': 2}"));
    tree.set("training", tree("{'epochs': 0, 'gradientClipping': {'norm': -1}}"));

    assertThat(problems(tree))
        .extracting(problem -> problem.members().get("field"))
        .containsExactlyInAnyOrder(
            "/network/layers/0/type",
            "/network/layers/1/units",
            "/network/layers/2/rate",
            "/network/layers/3",
            "/network/layers/4/negativeSlope",
            "/network/layers/5/units",
            "/optimizer/learningRate",
            "/optimizer/momentum",
            "/training/epochs",
            "/training/gradientClipping/norm");
  }

  @Test
  void aWidthThatCannotBeReadHidesNothingOfTheOthers() {
    ObjectNode tree = tree(Member.PLAIN);
    tree.set(
        "network",
        tree("{'hidden': ['wide', 0, 5, 70000], 'activation': ['relu', 'relu', 'tanh', 'relu']}"));
    assertThat(problems(tree))
        .extracting(problem -> problem.members().get("field"))
        .containsExactlyInAnyOrder("/network/hidden/0", "/network/hidden/1", "/network/hidden/3");
  }

  private static ObjectNode with(Member member, String value) {
    ObjectNode tree = tree(member.base());
    String name = member.pointer().substring(member.pointer().lastIndexOf('/') + 1);
    parentOf(tree, member.pointer()).set(name, JSON.readTree(value.replace('\'', '"')));
    return tree;
  }

  /** The object that holds a member; made where it is absent. */
  private static ObjectNode parentOf(ObjectNode tree, String pointer) {
    JsonNode node = tree;
    String parent = parent(pointer);
    for (String step : parent.isEmpty() ? new String[0] : parent.substring(1).split("/")) {
      JsonNode next = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
      node = next == null ? ((ObjectNode) node).putObject(step) : next;
    }
    return (ObjectNode) node;
  }

  private static String parent(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }

  private static JsonNode json(ResolvedSpecification resolved) {
    return JSON.readTree(running().bean(JsonMapper.class).writeValueAsString(resolved));
  }

  private static ResolvedSpecification resolve(JsonNode specification) {
    ReadPart<JobSpecification> asked =
        running()
            .bean(StrictJson.class)
            .readPart(
                specification.toString().getBytes(StandardCharsets.UTF_8), JobSpecification.class);
    return running().bean(SpecificationResolver.class).check(asked).resolved();
  }

  private static Problem problem(JsonNode specification) {
    return problems(specification).getFirst();
  }

  private static List<Problem> problems(JsonNode specification) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resolve(specification));
    assertThat(refused).as(specification.toString()).isNotNull();
    return refused.problems();
  }

  private static RunningService running() {
    if (service == null) {
      throw new IllegalStateException("the service did not start");
    }
    return service;
  }
}
