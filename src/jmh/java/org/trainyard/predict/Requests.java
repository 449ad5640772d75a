package org.trainyard.predict;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The requests that are measured. */
final class Requests {

  private static final String JSON = "application/json";
  private static final int PIXELS = 784;

  private final Service service;

  Requests(Service service) {
    this.service = service;
  }

  /** What is asked, in words, and how. */
  record Case(String name, Load.Request request, double bound) {}

  Case fourByName() {
    return json(
        "4 features by name, JSON",
        Models.FOUR,
        "{\"instances\": [{\"x1\": 0.512, \"x2\": 1.25, \"x3\": 0.75, \"x4\": 2.125}]}",
        0.85);
  }

  Case fourInOrder() {
    return json(
        "4 features in order, JSON",
        Models.FOUR,
        "{\"instances\": [[0.512, 1.25, 0.75, 2.125]]}",
        0.85);
  }

  /** Pixels from 0 to 255, as the images of the sets are. */
  Case image() {
    SplittableRandom random = new SplittableRandom(1);
    String pixels =
        IntStream.range(0, PIXELS)
            .mapToObj(_ -> "" + random.nextInt(256))
            .collect(Collectors.joining(", "));
    return json("784-100-10, JSON", Models.IMAGE, "{\"instances\": [[" + pixels + "]]}", 0.5);
  }

  /** The same with as many digits as a double has, as Python writes fractions. */
  Case imageOfFractions() {
    SplittableRandom random = new SplittableRandom(1);
    String pixels =
        DoubleStream.generate(random::nextDouble)
            .limit(PIXELS)
            .mapToObj(Double::toString)
            .collect(Collectors.joining(", "));
    return json(
        "784-100-10, JSON of 17 digits", Models.IMAGE, "{\"instances\": [[" + pixels + "]]}", 0.5);
  }

  /** Tensors as bytes, as Triton's clients send them. */
  Case binary(int rows) {
    String head =
        "{\"inputs\":[{\"name\":\"input\",\"shape\":[%d,784],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%d}}],\"parameters\":{\"binary_data_output\":true}}"
            .formatted(rows, rows * PIXELS * Float.BYTES);
    ByteBuffer values =
        ByteBuffer.allocate(rows * PIXELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(1);
    while (values.hasRemaining()) {
      values.putFloat(random.nextInt(256));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(values.array());
    return new Case(
        "784-100-10, OIP binary",
        new Load.Request(
            service.address("/v2/models/%s/infer".formatted(Models.IMAGE)),
            Map.of("Inference-Header-Content-Length", "" + head.length()),
            body.toByteArray()),
        0.8);
  }

  /**
   * A request of the same size, answered with as many bytes, for nothing. One that is not JSON has
   * a twin of JSON, as many bytes of small numbers.
   */
  Load.Request noOp(Case other, String kind) {
    String path =
        "/api/v1/no-op/%d/%s/predict".formatted(answerBytes(other.request()), kind);
    boolean isJson = other.request().headers().containsValue(JSON);
    byte[] body = other.request().body();
    return new Load.Request(
        service.address(path),
        Map.of("Content-Type", JSON),
        isJson || kind.equals("bytes") ? body : numbers(body.length));
  }

  private static byte[] numbers(int bytes) {
    int count = (bytes - "[100]".length()) / "100, ".length();
    String numbers = "[" + "100, ".repeat(count) + "100]";
    return (numbers + " ".repeat(bytes - numbers.length())).getBytes(StandardCharsets.UTF_8);
  }

  private int answerBytes(Load.Request request) {
    HttpRequest.Builder builder =
        service.http().request(request.address().replaceFirst("http://[^/]+", ""));
    request.headers().forEach(builder::header);
    return service
        .http()
        .send(builder.POST(HttpRequest.BodyPublishers.ofByteArray(request.body())))
        .headers()
        .firstValueAsLong("Content-Length")
        .stream()
        .mapToInt(Math::toIntExact)
        .findFirst()
        .orElse(200);
  }

  private Case json(String name, String model, String body, double bound) {
    return new Case(
        name,
        new Load.Request(
            service.address("/api/v1/models/%s/predict".formatted(model)),
            Map.of("Content-Type", JSON),
            body.getBytes(StandardCharsets.UTF_8)),
        bound);
  }
}
