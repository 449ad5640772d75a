package org.trainyard.app.web.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.JsonDocument;

/** Takes the bytes of a body as they are; whoever reads them checks them. */
@Component
final class JsonDocumentConverter extends AbstractHttpMessageConverter<JsonDocument> {

  JsonDocumentConverter() {
    super(StandardCharsets.UTF_8, MediaType.APPLICATION_JSON);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == JsonDocument.class;
  }

  @Override
  protected JsonDocument readInternal(Class<? extends JsonDocument> type, HttpInputMessage message)
      throws IOException {
    return JsonDocument.of(message.getBody().readAllBytes());
  }

  @Override
  protected void writeInternal(JsonDocument document, HttpOutputMessage message)
      throws IOException {
    message.getBody().write(document.bytes());
  }
}
