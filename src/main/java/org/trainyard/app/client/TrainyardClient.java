package org.trainyard.app.client;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;
import org.trainyard.app.dataset.DatasetApi;
import org.trainyard.app.dataset.GeneratorApi;
import org.trainyard.app.evaluation.EvaluationApi;
import org.trainyard.app.evaluation.ImportanceApi;
import org.trainyard.app.evaluation.ModelCardApi;
import org.trainyard.app.job.CurveApi;
import org.trainyard.app.job.EventApi;
import org.trainyard.app.job.EventFeed;
import org.trainyard.app.job.JobApi;
import org.trainyard.app.job.JobResponse;
import org.trainyard.app.job.ReproductionApi;
import org.trainyard.app.job.SentEvent;
import org.trainyard.app.model.ModelApi;
import org.trainyard.app.model.ModelFileApi;
import org.trainyard.app.model.ModelImportApi;
import org.trainyard.app.model.PredictApi;
import org.trainyard.app.web.JsonDocument;
import org.trainyard.app.web.LimitsApi;

/**
 * A client of a service. Each call is a request; its methods are those that the controllers
 * implement, and a few that put them together.
 *
 * <p>What the service refuses is thrown as a {@link RefusedException}; a connection that breaks as
 * Spring's {@code ResourceAccessException}. Safe for all threads.
 */
public interface TrainyardClient
    extends DatasetApi,
        GeneratorApi,
        JobApi,
        CurveApi,
        EventApi,
        ReproductionApi,
        ModelApi,
        ModelFileApi,
        ModelImportApi,
        PredictApi,
        EvaluationApi,
        ImportanceApi,
        ModelCardApi,
        LimitsApi {

  /**
   * A client of the service at an address.
   *
   * @param service such as {@code http://localhost:8080}
   */
  static TrainyardClient at(URI service) {
    return at(service, RestClient.builder());
  }

  /**
   * The same with a builder that may have time limits, interceptors or a request factory of the
   * caller's own.
   */
  static TrainyardClient at(URI service, RestClient.Builder builder) {
    return ClientFactory.create(service, builder);
  }

  /** Submits a training: a text of JSON, a map, or whatever Jackson writes as one. */
  default JobResponse submit(Object specification) {
    JsonDocument document =
        specification instanceof String text
            ? JsonDocument.of(text)
            : JsonDocument.written(specification);
    return Objects.requireNonNull(submitJob(null, document).getBody());
  }

  /** A job as it is now. */
  default JobResponse job(String id) {
    return Objects.requireNonNull(getJob(id, null, null).getBody());
  }

  /** A job once it has ended, however long that takes. */
  default JobResponse awaitEnd(String id) {
    JobResponse job = job(id);
    while (!job.done()) {
      job = Objects.requireNonNull(getJob(id, "wait=30", null).getBody());
    }
    return job;
  }

  /**
   * Passes what happened to jobs and what happens on as events, on the calling thread, until they
   * have ended or the service ends the stream.
   *
   * @param lastEventId of the last event that the reader has; null: from the beginning
   */
  default void watch(List<String> jobs, @Nullable String lastEventId, Consumer<SentEvent> reader) {
    EventFeed feed = watchJobs(jobs, lastEventId, null).getBody();
    if (feed != null) {
      feed.forEach(reader);
    }
  }
}
