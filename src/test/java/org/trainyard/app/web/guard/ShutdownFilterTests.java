package org.trainyard.app.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;

class ShutdownFilterTests {

  @TempDir private Path folder;

  @Test
  void refusesWhatComesWhileTheServiceEnds() {
    try (RunningService service = RunningService.start(folder, List.of())) {
      HttpService http = service.http();
      assertThat(http.get("/api/v1/jobs").get("items")).isEmpty();
      service
          .bean(ShutdownFilter.class)
          .onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
      HttpResponse<String> refused = http.send(http.request("/api/v1/jobs").GET());
      assertThat(HttpService.json(refused, 503).get("type").asString())
          .isEqualTo("/problems/shutting-down");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(http.answers("/actuator/health/liveness")).isTrue();
    }
  }
}
