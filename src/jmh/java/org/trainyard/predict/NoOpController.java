package org.trainyard.predict;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * What a request costs that has a body and gets one, and nothing in between. Its paths end as those
 * of predictions do, so that the same filters let it pass.
 */
@RestController
class NoOpController {

  /** Does not look at the body: the least that any endpoint costs. */
  @PostMapping("/api/v1/no-op/{bytes}/bytes/predict")
  ResponseEntity<byte[]> bytes(@PathVariable int bytes, @RequestBody byte[] body) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("X-Body-Bytes", String.valueOf(body.length))
        .body(text(bytes).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads and writes JSON as any endpoint does that says nothing else. */
  @PostMapping("/api/v1/no-op/{bytes}/json/predict")
  Answer json(@PathVariable int bytes, @RequestBody JsonNode body) {
    return new Answer(text(bytes - "{\"text\":\"\"}".length()), body.size());
  }

  private static String text(int bytes) {
    byte[] text = new byte[Math.max(2, bytes)];
    Arrays.fill(text, (byte) 'x');
    text[0] = '"';
    text[text.length - 1] = '"';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  record Answer(String text, int members) {}
}
