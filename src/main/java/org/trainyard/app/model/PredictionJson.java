package org.trainyard.app.model;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.StrictJson;
import tools.jackson.databind.json.JsonMapper;

/** JSON of predictions, where it is worth to do more than Spring does for any other JSON. */
final class PredictionJson {

  private PredictionJson() {}

  /** Takes a request as its bytes, which the model will read. */
  @Component
  static final class Requests extends AbstractHttpMessageConverter<PredictRequest> {

    private final StrictJson json;

    Requests(StrictJson json) {
      super(MediaType.APPLICATION_JSON);
      this.json = json;
    }

    @Override
    protected boolean supports(Class<?> type) {
      return type == PredictRequest.class;
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
      Charset charset = type == null ? null : type.getCharset();
      return (charset == null || charset.equals(StandardCharsets.UTF_8)) && super.canRead(type);
    }

    @Override
    protected boolean canWrite(@Nullable MediaType type) {
      return false;
    }

    @Override
    protected PredictRequest readInternal(
        Class<? extends PredictRequest> type, HttpInputMessage message) throws IOException {
      return new PredictRequest(new UnreadInstances(message.getBody().readAllBytes(), json));
    }

    @Override
    protected void writeInternal(PredictRequest request, HttpOutputMessage message) {
      throw new IllegalStateException("requests are read only");
    }
  }

  /** Writes an answer in one piece with its length. */
  @Component
  static final class Responses extends AbstractHttpMessageConverter<PredictResponse> {

    private final JsonMapper json;

    Responses(JsonMapper json) {
      super(MediaType.APPLICATION_JSON);
      this.json = json;
    }

    @Override
    protected boolean supports(Class<?> type) {
      return type == PredictResponse.class;
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
      return false;
    }

    @Override
    protected PredictResponse readInternal(
        Class<? extends PredictResponse> type, HttpInputMessage message) {
      throw new IllegalStateException("answers are written only");
    }

    @Override
    protected void writeInternal(PredictResponse response, HttpOutputMessage message)
        throws IOException {
      byte[] bytes = json.writeValueAsBytes(response);
      message.getHeaders().setContentLength(bytes.length);
      message.getBody().write(bytes);
    }
  }
}
