package org.trainyard.app.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.app.web.ProblemException;

/** Requests byte for byte as the clients send them, answers as they read them. */
class InferCodecTests {

  private static final String X =
      "{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":16}}";
  private static final String IRIS = "3333a340000060403333b33fcdcc4c3e";

  @Test
  void readsTheCallThatTritonsClientMakes() {
    String head = "{\"inputs\":[" + X + "],\"parameters\":{\"binary_data_output\":true}}";
    assertThat(head).hasSize(135);
    InferRequest request = read(head, IRIS);

    assertThat(request.id()).isNull();
    assertThat(request.form()).isEqualTo(RequestedOutput.Form.BINARY);
    assertThat(numbers(request)).containsExactly(5.1f, 3.5f, 1.4f, 0.2f);
    assertThat(request.inputs().getFirst().shape()).containsExactly(1, 4);
  }

  @Test
  void readsOutputsByName() {
    String head =
        "{\"id\":\"42\",\"inputs\":["
            + X
            + "],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"binary_data\":true}}]}";
    assertThat(head).hasSize(163);
    InferRequest request = read(head, IRIS);

    assertThat(request.id()).isEqualTo("42");
    assertThat(request.outputs())
        .containsExactly(new RequestedOutput("y", RequestedOutput.Form.BINARY, 0));
  }

  @Test
  void readsNumbersFromJson() {
    InferRequest request =
        read(
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"FP32\",\"data\":[5.099999904632568,3.5,1.399999976158142,0.20000000298023224]}],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"binary_data\":false}}]}",
            "");

    assertThat(numbers(request)).containsExactly(5.1f, 3.5f, 1.4f, 0.2f);
    assertThat(request.outputs().getFirst().form()).isEqualTo(RequestedOutput.Form.JSON);
  }

  @Test
  void readsTextsInBinaryAndInJson() {
    InferRequest binary =
        read(
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":12}}],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"classification\":2,\"binary_data\":true}}]}",
            "02000000616202000000c3a9");
    InferRequest json =
        read(
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"ab\",\"\\u00e9\"]}],\"parameters\":{\"priority\":1,\"timeout\":1000000,\"binary_data_output\":true,\"temp\":0.5}}",
            "");

    assertThat(binary.inputs().getFirst().values())
        .isEqualTo(new TensorValues.Texts(List.of("ab", "é")));
    assertThat(binary.outputs().getFirst().classification()).isEqualTo(2);
    assertThat(json.inputs().getFirst().values()).isEqualTo(binary.inputs().getFirst().values());
    assertThat(json.form()).isEqualTo(RequestedOutput.Form.BINARY);
  }

  @Test
  void readsWhatKServeSends() {
    String head = "{\"id\":\"r-1\",\"model_name\":\"iris\",\"inputs\":[" + X + "]}";
    assertThat(head).hasSize(125);
    assertThat(read(head, IRIS).form()).isEqualTo(RequestedOutput.Form.JSON);
    InferRequest empty =
        read(
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[0],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":0},\"data\":null}]}",
            "");
    assertThat(numbers(empty)).isEmpty();
  }

  @Test
  void writesBinaryOutputs() {
    InferResponse.Encoded answer =
        new InferResponse(
                "iris",
                "1",
                null,
                List.of(output(RequestedOutput.Form.BINARY, 0.97f, 0.02f, 0.01f)))
            .encode();

    assertThat(answer.head()).isEqualTo(135);
    assertThat(answer.bytes()).hasSize(147);
    assertThat(text(Arrays.copyOf(answer.bytes(), 135)))
        .isEqualTo(
            "{\"model_name\":\"iris\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1,3],\"parameters\":{\"binary_data_size\":12}}]}");
    assertThat(HexFormat.of().formatHex(answer.bytes(), 135, 147))
        .isEqualTo("ec51783f0ad7a33c0ad7233c");
  }

  @Test
  void writesJsonOutputs() {
    assertThat(
            text(
                new InferResponse(
                        "iris",
                        "1",
                        "r-1",
                        List.of(output(RequestedOutput.Form.JSON, 0.97f, 0.02f, 1e-10f)))
                    .encode()
                    .bytes()))
        .isEqualTo(
            "{\"model_name\":\"iris\",\"model_version\":\"1\",\"id\":\"r-1\",\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1,3],\"data\":[0.97,0.02,1.0E-10]}]}");
  }

  /** Columns: type, bytes, values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FP16   | 003e00c0ff7b     | 1.5 -2 65504
          BF16   | c03f             | 1.5
          FP64   | 000000000000f83f | 1.5
          BOOL   | 0100             | 1 0
          INT8   | ff7f             | -1 127
          UINT8  | ff7f             | 255 127
          INT16  | feff             | -2
          UINT16 | feff             | 65534
          INT32  | ffffffff         | -1
          UINT32 | ffffffff         | 4294967295
          INT64  | ffffffffffffffff | -1
          UINT64 | ffffffffffffffff | 18446744073709551615
          """)
  void readsEveryTypeInBinary(String type, String bytes, String values) {
    String[] expected = values.split(" ", -1);
    InferRequest request =
        read(
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[%d],\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":%d}}]}"
                .formatted(expected.length, type, bytes.length() / 2),
            bytes);

    float[] numbers = numbers(request);
    assertThat(numbers).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Float.compare(numbers[i], Float.parseFloat(expected[i]))).isZero();
    }
  }

  /** Columns: type, shape, data, values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FP32   | 4   | [1, null, NaN, -0.5]          | 1 NaN NaN -0.5
          FP32   | 2,2 | [[1, 2], [3, 4]]              | 1 2 3 4
          fp64   | 2   | [[[[1]]], 2]                  | 1 2
          FP32   | 2   | [Infinity, -Infinity]         | Infinity -Infinity
          UINT64 | 1   | [18446744073709551615]        | 18446744073709551615
          INT64  | 2   | [9223372036854775807, -9223372036854775808] | 9223372036854775807 -9223372036854775808
          INT8   | 2   | [-128, 127]                   | -128 127
          BOOL   | 3   | [true, false, 1]              | 1 0 1
          """)
  void readsEveryTypeInJson(String type, String shape, String data, String values) {
    float[] numbers = numbers(read(request(type, shape, data), ""));
    String[] expected = values.split(" ", -1);

    assertThat(numbers).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Float.compare(numbers[i], Float.parseFloat(expected[i]))).isZero();
    }
  }

  /** Columns: type, shape, data, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FP16   | 1                     | [1]                    | which JSON cannot hold
          BF16   | 1                     | [1]                    | which JSON cannot hold
          FP31   | 1                     | [1]                    | 'FP31' is not a datatype
          INT8   | 1                     | [128]                  | beyond INT8, which is from -128 to 127
          INT8   | 1                     | [-129]                 | beyond INT8
          UINT8  | 1                     | [-1]                   | beyond UINT8
          UINT64 | 1                     | [18446744073709551616] | beyond UINT64
          INT64  | 1                     | [9223372036854775808]  | beyond INT64
          INT32  | 1                     | [1.5]                  | send whole numbers
          INT32  | 1                     | [null]                 | send whole numbers
          INT32  | 1                     | [true]                 | holds true or false
          BOOL   | 1                     | [2]                    | send true, false, 1 or 0
          FP32   | 1                     | ["1"]                  | holds a text
          FP32   | 2                     | [1, "1"]               | holds a text
          FP32   | 2                     | ["1", 1]               | mixes texts and numbers
          BYTES  | 1                     | [1]                    | which are texts in JSON
          BYTES  | 2                     | [1, "1"]               | which are texts in JSON
          FP32   | 1                     | [{}]                   | holds an object
          FP32   | 1                     | 5                      | 'data' must be an array
          FP32   | 2                     | [1]                    | has 1 elements; its shape [2] needs 2
          FP32   | 1                     | [1, 2]                 | has 2 elements; its shape [1] needs 1
          FP32   | -1                    | [1]                    | lengths from 0 to 2147483647, got -1
          FP32   | 3000000000            | [1]                    | lengths from 0 to 2147483647
          FP32   | 65536,65536           | [1]                    | is too large
          FP32   | 2147483647,2147483647,2147483647 | [1]         | is too large
          FP32   | 1.5                   | [1]                    | an array of whole numbers
          FP32   | 99999999999999999999  | [1]                    | line 1
          FP32   | 1                     | null                   | it has none
          """)
  void saysWhatIsWrongWithValues(String type, String shape, String data, String message) {
    assertThatThrownBy(() -> read(request(type, shape, data), ""))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(message);
  }

  /** Columns: head, tail, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          -                                  | -  | The body must be a JSON object
          []                                 | -  | The body must be a JSON object
          {                                  | -  | not valid JSON
          {}                                 | -  | 'inputs' is missing or empty
          {"inputs":[]}                      | -  | 'inputs' is missing or empty
          {"inputs":[null]}                  | -  | an array of objects
          {"inputs":[{}]}                    | -  | needs 'name', 'shape' and 'datatype'
          {"inputs":{}}                      | -  | 'inputs' must be an array
          {"id":5}                           | -  | 'id' must be a text
          {"parameters":[]}                  | -  | 'parameters' must be an object
          {"parameters":{"binary_data_output":1}} | - | must be true or false
          {"inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1],"parameters":{"binary_data_size":4}}]} | 00000000 | it has both
          {"inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]} | 00 | 1 bytes more than its inputs
          {"inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]} {} | - | text after the end
          {"inputs":[{"name":"x","shape":[1],"datatype":"FP32","parameters":{"binary_data_size":4}}]} | 000000 | where 3 bytes are left
          {"inputs":[{"name":"x","shape":[1],"datatype":"FP32","parameters":{"binary_data_size":-4}}]} | 00000000 | binary_data_size of -4
          {"inputs":[{"name":"x","shape":[1],"datatype":"FP32","parameters":{"binary_data_size":"4"}}]} | 00000000 | must be a whole number
          {"inputs":[{"name":"x","shape":[2],"datatype":"FP32","parameters":{"binary_data_size":4}}]} | 00000000 | needs 2 elements of 4 bytes
          {"inputs":[{"name":"x","shape":[1],"datatype":"FP32","parameters":{"shared_memory_region":"r"}}]} | - | Shared memory is not supported
          {"inputs":[{"name":"x","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":6}}]} | ffffffff6162 | a text of 4294967295 bytes where 2 are left
          {"inputs":[{"name":"x","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":3}}]} | 000000 | ends within the length
          {"inputs":[{"name":"x","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":5}}]} | 01000000ff | not UTF-8
          {"inputs":[{"name":"x","shape":[2],"datatype":"BYTES","parameters":{"binary_data_size":5}}]} | 0100000061 | has 1 texts; its shape needs 2
          {"outputs":[{"name":"y","parameters":{"classification":-1}}]} | - | 'classification' must be a whole number
          """)
  void saysWhatIsWrongWithARequest(@Nullable String head, @Nullable String tail, String message) {
    assertThatThrownBy(() -> read(head == null ? "" : head, tail == null ? "" : tail))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsAHundredLevelsAndNoMore() {
    String deep = "[".repeat(100) + "1" + "]".repeat(100);

    assertThat(numbers(read(request("FP32", "1", deep), ""))).containsExactly(1);
    assertThatThrownBy(() -> read(request("FP32", "1", "[" + deep + "]"), ""))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("more than 100 levels");
    assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(100_000), ""))
        .isInstanceOf(ProblemException.class);
  }

  /** Whatever bytes come, they are a request or a mistake of the client: nothing else is thrown. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void survivesMutatedRequests(long seed) {
    Random random = new Random(seed);
    List<byte[]> originals =
        List.of(
            bytes("{\"inputs\":[" + X + "],\"parameters\":{\"binary_data_output\":true}}", IRIS),
            bytes(
                "{\"id\":\"1\",\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":12}}],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"classification\":2}}]}",
                "02000000616202000000c3a9"),
            bytes(request("INT64", "2,2", "[[1, -2], [3e2, null]]"), ""));
    for (int round = 0; round < 5_000; round++) {
      byte[] body = mutated(originals.get(random.nextInt(originals.size())), random);
      int head = random.nextInt(3) == 0 ? random.nextInt(body.length + 1) : headOf(body);
      try {
        assertThat(InferRequestReader.read(ByteBuffer.wrap(body), head).inputs()).isNotEmpty();
      } catch (ProblemException e) {
        assertThat(e.problems().getFirst().type().status().is4xxClientError()).isTrue();
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed %d, round %d, head %d: %s"
                .formatted(seed, round, head, HexFormat.of().formatHex(body)),
            e);
      }
    }
  }

  private static int headOf(byte[] body) {
    for (int i = body.length; i > 0; i--) {
      if (body[i - 1] == '}') {
        return i;
      }
    }
    return body.length;
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] body = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(5)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] = (byte) "{}[]\",:0123456789-eE.ntf".charAt(random.nextInt(24));
        case 2 -> body = Arrays.copyOf(body, Math.max(1, at));
        case 3 -> {
          int from = random.nextInt(body.length);
          int length = Math.min(random.nextInt(16), body.length - Math.max(from, at));
          System.arraycopy(
              original.length > from + length ? original : body, from, body, at, length);
        }
        default -> body = Arrays.copyOf(body, body.length + random.nextInt(8));
      }
    }
    return body;
  }

  private static String request(String type, String shape, String data) {
    return "{\"inputs\":[{\"data\":%s,\"name\":\"x\",\"shape\":[%s],\"datatype\":\"%s\"}]}"
        .formatted(data, shape, type);
  }

  private static InferRequest read(String head, String tail) {
    byte[] body = bytes(head, tail);
    return InferRequestReader.read(
        ByteBuffer.wrap(body), head.getBytes(StandardCharsets.UTF_8).length);
  }

  private static byte[] bytes(String head, String tail) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(HexFormat.of().parseHex(tail));
    return body.toByteArray();
  }

  private static float[] numbers(InferRequest request) {
    return switch (request.inputs().getFirst().values()) {
      case TensorValues.Numbers(FloatBuffer values) -> {
        float[] numbers = new float[values.capacity()];
        values.get(0, numbers);
        yield numbers;
      }
      case TensorValues.Texts texts -> throw new AssertionError(texts.toString());
    };
  }

  private static OutputTensor output(RequestedOutput.Form form, float... values) {
    return new OutputTensor(
        "y", DataType.FP32, List.of(1, values.length), TensorValues.Numbers.of(values), form);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
