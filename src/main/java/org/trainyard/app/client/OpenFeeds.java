package org.trainyard.app.client;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.trainyard.app.job.EventFeed;
import tools.jackson.databind.json.JsonMapper;

/** Leaves the connections of feeds open, which are read as events come in. */
final class OpenFeeds extends HttpExchangeAdapterDecorator {

  private final RestClientAdapter adapter;
  private final JsonMapper json;

  OpenFeeds(RestClientAdapter adapter, JsonMapper json) {
    super(adapter);
    this.adapter = adapter;
    this.json = json;
  }

  @Override
  @SuppressWarnings("unchecked") // the type of the body is EventFeed
  public <T> ResponseEntity<T> exchangeForEntity(
      HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
    return bodyType.getType() == EventFeed.class
        ? (ResponseEntity<T>)
            adapter.newRequest(values).exchangeForRequiredValue((_, answer) -> feed(answer), false)
        : super.exchangeForEntity(values, bodyType);
  }

  private ResponseEntity<EventFeed> feed(ClientHttpResponse answer) throws IOException {
    if (answer.getStatusCode().isError()) {
      try (answer) {
        throw RefusedException.of(answer.getStatusCode(), answer.getBody().readAllBytes(), json);
      }
    }
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .body(body(answer));
  }

  private static @Nullable EventFeed body(ClientHttpResponse answer) throws IOException {
    if (answer.getStatusCode().isSameCodeAs(HttpStatus.NO_CONTENT)) {
      answer.close();
      return null;
    }
    InputStream events = answer.getBody();
    return out -> {
      try (answer) {
        events.transferTo(out);
      }
    };
  }
}
