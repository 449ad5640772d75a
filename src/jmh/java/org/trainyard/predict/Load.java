package org.trainyard.predict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load from {@code wrk}: the same request again and again on some connections.
 *
 * @param connections each sends its next request when it has its answer
 * @param pauseMillis that a connection waits before the next request
 */
record Load(int connections, int pauseMillis) {

  private static final Pattern RESULT =
      Pattern.compile("result (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  /**
   * A request.
   *
   * @param address the whole of it
   */
  record Request(String address, Map<String, String> headers, byte[] body) {}

  /**
   * What came of it.
   *
   * @param rate answers a second
   * @param p50 milliseconds
   * @param p99 milliseconds
   */
  record Result(double rate, double p50, double p99) {}

  /** Sends requests for some seconds. */
  Result send(Request request, double seconds) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench-predict");
    Path body = Files.write(folder.resolve("body"), request.body());
    Path script = Files.writeString(folder.resolve("load.lua"), script(request, body));
    List<String> command =
        List.of(
            "wrk",
            "-t1",
            "-c" + connections,
            "-d" + Math.max(1, Math.round(seconds)) + "s",
            "--timeout=10s",
            "-s" + script,
            request.address());
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    for (Path file : List.of(body, script, folder)) {
      Files.delete(file);
    }
    return result(said);
  }

  private static Result result(String said) throws IOException {
    Matcher matcher = RESULT.matcher(said);
    if (!matcher.find()) {
      throw new IOException("wrk said: " + said);
    }
    List<Long> numbers = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      numbers.add(Long.parseLong(matcher.group(i)));
    }
    if (numbers.get(4) + numbers.get(5) > 0) {
      throw new IOException("not all requests were answered with 200: " + said);
    }
    return new Result(
        numbers.get(0) / (numbers.get(1) / 1e6), numbers.get(2) / 1e3, numbers.get(3) / 1e3);
  }

  private String script(Request request, Path body) {
    StringBuilder script = new StringBuilder();
    script.append(
        """
        wrk.method = "POST"
        local file = io.open("%s", "rb")
        wrk.body = file:read("*a")
        file:close()
        """
            .formatted(body));
    request
        .headers()
        .forEach((name, value) ->
            script.append("wrk.headers[\"%s\"] = \"%s\"\n".formatted(name, value)));
    if (pauseMillis > 0) {
      script.append("function delay() return %d end\n".formatted(pauseMillis));
    }
    return script
        .append(
            """
            function done(summary, latency)
              local errors = summary.errors
              io.write(string.format("result %d %d %d %d %d %d\\n", summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(99), errors.status,
                errors.connect + errors.read + errors.write + errors.timeout))
            end
            """)
        .toString();
  }
}
