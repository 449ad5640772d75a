package org.trainyard.app.client;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/** Puts a client together. */
final class ClientFactory {

  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(NotANumber.module()).build();

  private ClientFactory() {}

  static TrainyardClient create(URI service, RestClient.Builder builder) {
    RestClient http =
        builder
            .baseUrl(service.toString())
            .configureMessageConverters(converters ->
                converters
                    .registerDefaults()
                    .withJsonConverter(new JacksonJsonHttpMessageConverter(JSON)))
            .defaultStatusHandler(
                HttpStatusCode::isError,
                (_, answer) -> {
                  throw RefusedException.of(
                      answer.getStatusCode(), answer.getBody().readAllBytes(), JSON);
                })
            .build();
    return HttpServiceProxyFactory.builderFor(new OpenFeeds(RestClientAdapter.create(http), JSON))
        .customArgumentResolver(new UploadArgument())
        .build()
        .createClient(TrainyardClient.class);
  }
}
