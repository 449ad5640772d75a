package org.trainyard.app.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The shared HTTP with a controller to try it on, and without a database. */
@EnableAutoConfiguration(
    exclude = {
      DataSourceAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      DbSchedulerAutoConfiguration.class
    })
@ComponentScan("org.trainyard.app.web")
class WebTestApplication {

  enum Activation {
    @JsonProperty("relu")
    RELU,
    @JsonProperty("tanh")
    TANH
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SgdRequest.class, name = "sgd"),
    @JsonSubTypes.Type(value = AdamRequest.class, name = "adam")
  })
  sealed interface OptimizerRequest permits SgdRequest, AdamRequest {}

  record SgdRequest(double learningRate, boolean nesterov) implements OptimizerRequest {
    @JsonCreator
    static SgdRequest of(
        @JsonProperty("learningRate") @Nullable Double learningRate,
        @JsonProperty("nesterov") @Nullable Boolean nesterov) {
      return new SgdRequest(
          Objects.requireNonNullElse(learningRate, 0.01),
          Objects.requireNonNullElse(nesterov, false));
    }
  }

  record AdamRequest(double learningRate) implements OptimizerRequest {
    @JsonCreator
    static AdamRequest of(@JsonProperty("learningRate") @Nullable Double learningRate) {
      return new AdamRequest(Objects.requireNonNullElse(learningRate, 0.001));
    }
  }

  record SplitRequest(double validation) {
    @JsonCreator
    static SplitRequest of(@JsonProperty("validation") @Nullable Double validation) {
      return new SplitRequest(Objects.requireNonNullElse(validation, 0.2));
    }
  }

  record SampleRequest(
      String dataset,
      List<String> target,
      long epochs,
      Activation activation,
      List<Long> hidden,
      Map<String, String> labels,
      @Nullable SplitRequest split,
      @Nullable OptimizerRequest optimizer) {

    @JsonCreator
    static SampleRequest of(
        @JsonProperty(value = "dataset", required = true) String dataset,
        @JsonProperty(value = "target", required = true)
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> target,
        @JsonProperty("epochs") @Nullable Long epochs,
        @JsonProperty("activation") @Nullable Activation activation,
        @JsonProperty("hidden") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            @Nullable List<Long> hidden,
        @JsonProperty("labels") @Nullable Map<String, String> labels,
        @JsonProperty("split") @Nullable SplitRequest split,
        @JsonProperty("optimizer") @Nullable OptimizerRequest optimizer) {
      return new SampleRequest(
          dataset,
          target,
          Objects.requireNonNullElse(epochs, 30L),
          Objects.requireNonNullElse(activation, Activation.RELU),
          Objects.requireNonNullElse(hidden, List.of()),
          Objects.requireNonNullElse(labels, Map.of()),
          split,
          optimizer);
    }
  }

  record SampleResponse(double loss, double perplexity, Instant at, Activation activation) {}

  @RestController
  @TestComponent // no part of the service in tests that start all of it
  static class SampleController {

    @PostMapping("/api/v1/samples")
    SampleRequest post(@RequestBody SampleRequest request) {
      return request;
    }

    @GetMapping("/api/v1/samples")
    SampleResponse get(@RequestParam(defaultValue = "1") int limit) {
      return new SampleResponse(0.5 * limit, Double.NaN, Instant.ofEpochMilli(0), Activation.TANH);
    }

    @GetMapping("/api/v1/samples/{id}")
    String get(@PathVariable String id) {
      return Ids.checked("ds_", id);
    }

    @GetMapping("/api/v1/required")
    String required(@RequestParam String name) {
      return name;
    }

    @PostMapping("/api/v1/files")
    long file(@RequestPart("file") MultipartFile file) {
      return file.getSize();
    }

    @GetMapping("/api/v1/bug")
    String bug() {
      throw new IllegalStateException("secret of the inside");
    }

    @GetMapping("/api/v1/full")
    String full() {
      throw new UncheckedIOException(new IOException("/secret/path: No space left on device"));
    }

    @GetMapping("/api/v1/statement")
    String statement() {
      throw new BadSqlGrammarException("secret", "select secret", new SQLException("secret"));
    }

    @GetMapping("/api/v1/database")
    String database() {
      throw new DataAccessResourceFailureException("select secret from inside");
    }
  }
}
