package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs the quick start of the README, line by line as a person would paste it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReadmeTests {

  private static final Pattern COMMANDS = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

  @TempDir private static Path data;

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @Test
  void theQuickStartTrainsAndPredicts() throws IOException, InterruptedException {
    Matcher commands = COMMANDS.matcher(Files.readString(Path.of("README.md")));
    assertThat(commands.find()).isTrue();
    String script = commands.group(1).replace("localhost:8080", "localhost:" + port);
    Process shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(output).isZero();
    assertThat(output).contains("\"epoch\":60", "\"predictions\":[{\"label\":");
  }
}
