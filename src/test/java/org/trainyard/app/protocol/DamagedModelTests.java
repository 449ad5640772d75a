package org.trainyard.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.model.ModelRegistry;

/** What the protocols say of a model whose file is damaged before it is in memory. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DamagedModelTests {

  private static final String WHOLE = "\"state\":\"AVAILABLE\",\"status\":{\"error_code\":\"OK\"";

  @TempDir private static Path data;

  @Autowired private ModelRegistry registry;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @Test
  void isNotReadyUntilItsFileIsWholeAgain() throws IOException {
    ServedModels.register(registry);
    Exchange exchange = new Exchange(port);
    Path file =
        data.resolve("models").resolve(registry.find("prices", null).fileSha256() + ".trainyard");
    byte[] bytes = Files.readAllBytes(file);
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;

    Files.write(file, damaged);
    assertThat(exchange.get("/v1/models/prices").text())
        .contains("\"state\":\"END\",\"status\":{\"error_code\":\"DATA_LOSS\"", "\"ready\":false");
    assertThat(exchange.get("/v1/models/strict").text()).contains(WHOLE, "\"ready\":true");
    assertThat(exchange.get("/v2/models/prices/ready").status()).isEqualTo(503);
    assertThat(exchange.post("/v2/repository/index", "").text())
        .contains(
            "{\"name\":\"prices\",\"version\":\"1\",\"state\":\"UNAVAILABLE\",\"reason\":\"its file is damaged\"}",
            "{\"name\":\"strict\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"}");

    Files.write(file, bytes);
    assertThat(exchange.get("/v1/models/prices").text()).contains(WHOLE, "\"ready\":true");
    assertThat(exchange.post("/v2/repository/index", "").text()).doesNotContain("UNAVAILABLE");
  }
}
