package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the short way reads is what the strict way reads, bit by bit, or it is not read. */
class PlainInstancesTests {

  private static final int MAX_ROWS = 3;

  private final InstanceReader people =
      new InstanceReader(SampleModels.classifier(1).description());
  private final InstanceReader images = new InstanceReader(SampleModels.images(1).description());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[40, 170, \"red\"]]",
        "[[40,170,\"red\"],[null,-1.5e2,null],[1e1,200,\"unseen\"]]",
        "[{\"age\": 40, \"height\": 170, \"color\": \"red\"}]",
        " [ { \"color\" : null , \"age\" : 1 ,\n\t\"height\" : 0.25 } , [1,2,\"\"] ] ",
      })
  void readsPlainRows(String instances) {
    assertThat(plain(people, instances)).isPresent();
    assertReadsTheSame(people, instances);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[1,2,3,4,5,6]]",
        "[[[[1,2,3],[4,5,6]]]]",
        "[{\"pixels\": [[1,2,3],[4,5,6]]}, {\"pixels\": [1,2,3,4,5,6]}]",
      })
  void readsPlainImages(String instances) {
    assertReadsTheSame(images, instances);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[[40, 170, \"red\"],[40, 170, \"red\"],[40, 170, \"red\"],[40, 170, \"red\"]]", // too many
        "[[40, 170]]",
        "[[40, 170, \"red\", 1]]",
        "[[40, null, \"red\"]]", // may not be missing
        "[[40, 1e39, \"red\"]]", // beyond 32 bits
        "[[40, 1e400, \"red\"]]",
        "[[\"40\", 170, \"red\"]]",
        "[[true, 170, \"red\"]]",
        "[[40, 170, 1]]",
        "[[40, 170, \"r\\u0065d\"]]",
        "[[40, 170, \"röt\"]]",
        "[[40, 170, \"re\td\"]]",
        "[[040, 170, \"red\"]]",
        "[[+40, 170, \"red\"]]",
        "[[40., 170, \"red\"]]",
        "[[.5, 170, \"red\"]]",
        "[[4e, 170, \"red\"]]",
        "[[-, 170, \"red\"]]",
        "[[NaN, 170, \"red\"]]",
        "[[nulL, 170, \"red\"]]",
        "[[1e39null, 170, \"red\"]]",
        "[[1234567890123456789null, 170, \"red\"]]",
        "[[40, 170, \"red\"],]",
        "[[40, 170, \"red\"]",
        "[[40, 170, \"red\"]]}",
        "[[40, 170, \"red\"]], \"more\": 1",
        "[40, 170, \"red\"]",
        "[{\"age\": 40, \"height\": 170}]",
        "[{\"age\": 40, \"age\": 40, \"color\": \"red\"}]",
        "[{\"age\": 40, \"height\": 170, \"color\": \"red\", \"more\": 1}]",
        "[{\"age\": 40, \"height\": 170, \"colour\": \"red\"}]",
        "[[12345678901234567890123, 170, \"red\"]]", // more digits than a long holds
        "[[0.0000000000000000000000000000000000000000000000000000000000000001, 170, \"red\"]]",
      })
  void leavesTheRestToTheStrictReader(String instances) {
    assertThat(plain(people, instances)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void readsNumbersAsAParserOfDoublesDoes(String text) {
    JsonScanner scanner = new JsonScanner((" " + text + ",").getBytes(StandardCharsets.UTF_8));

    assertThat(scanner.readNumber()).as(text).isTrue();

    double number = JsonMapper.shared().readTree(text).doubleValue();
    assertThat(Float.floatToRawIntBits(scanner.number()))
        .as(text)
        .isEqualTo(Float.floatToRawIntBits((float) number));
    assertThat(scanner.skip(',')).isTrue();
  }

  /** Beside usual ones, those near the middle between two floats, where the last digit decides. */
  static Stream<String> numbers() {
    Random random = new Random(6);
    Stream<String> special =
        Stream.of(
            "0",
            "-0",
            "-0.0",
            "0.0",
            "1",
            "255",
            "-17",
            "1e5",
            "1E+5",
            "25e-1",
            "0.1",
            "1e-45",
            "1e-46",
            "1.1754943508222875e-38",
            "1.1754942807573643e-38",
            "3.4028234663852886e38",
            "3.40282356e38",
            "999999999999999999",
            "123456789012345678",
            "16777217",
            "16777217.000000001",
            "0.100000001490116119",
            "1.00000005960464477",
            "7e-324",
            "1e-400",
            "9007199254740993",
            "0.07843137254901961",
            "0.000000000000000000000012345");
    Stream<String> drawn =
        IntStream.range(0, 20_000)
            .mapToObj(i ->
                switch (i % 5) {
                  case 0 -> Double.toString(random.nextDouble());
                  case 1 -> Double.toString(random.nextGaussian() * Math.pow(10, i % 37 - 18));
                  case 2 -> Float.toString(random.nextFloat() * 1000);
                  case 3 -> middle(Float.intBitsToFloat(random.nextInt(0x7F000000)), random);
                  default -> Long.toString(random.nextLong() / (1L << random.nextInt(62)) / 10);
                });
    return Stream.concat(special, drawn);
  }

  private static String middle(float low, Random random) {
    double middle = (low + (double) Math.nextUp(low)) / 2;
    return Double.toString(
        switch (random.nextInt(3)) {
          case 0 -> middle;
          case 1 -> Math.nextUp(middle);
          default -> Math.nextDown(middle);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsTheSameWhateverIsBroken(long seed) {
    Random random = new Random(seed);
    String body = "[[40, -1.5e2, \"red\"], {\"age\": null, \"height\": 12.25, \"color\": \"x\"}]";
    int plain = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder broken = new StringBuilder(body);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(broken.length());
        char other = body.charAt(random.nextInt(body.length()));
        switch (random.nextInt(3)) {
          case 0 -> broken.setCharAt(at, other);
          case 1 -> broken.insert(at, other);
          default -> broken.deleteCharAt(at);
        }
      }
      plain += plain(people, broken.toString()).isPresent() ? 1 : 0;
      if (plain(people, broken.toString()).isPresent()) {
        assertReadsTheSame(people, broken.toString());
      }
    }
    assertThat(plain).isPositive();
  }

  private static void assertReadsTheSame(InstanceReader reader, String instances) {
    List<Instance> plain = plain(reader, instances).orElseThrow();
    List<JsonNode> nodes =
        JsonMapper.shared().readTree(body(instances)).get("instances").valueStream().toList();
    List<Instance> strict = reader.read(nodes);

    assertThat(shown(plain)).as(instances).isEqualTo(shown(strict));
  }

  private static String shown(List<Instance> rows) {
    return rows.stream()
        .map(row ->
            IntStream.range(0, row.raw().length)
                    .mapToObj(i -> Integer.toHexString(Float.floatToIntBits(row.raw()[i])))
                    .collect(Collectors.joining(" "))
                + row.warnings())
        .collect(Collectors.joining("\n"));
  }

  private static Optional<List<Instance>> plain(InstanceReader reader, String instances) {
    return reader.readPlain(body(instances).getBytes(StandardCharsets.UTF_8), MAX_ROWS);
  }

  private static String body(String instances) {
    return "{\"instances\": " + instances + "}";
  }
}
