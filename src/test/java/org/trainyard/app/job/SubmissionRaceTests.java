package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.github.kagkarlsson.scheduler.Scheduler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.trainyard.app.HttpService;
import org.trainyard.app.Race;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.idempotency.IdempotencyKey;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.storage.Database;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Submissions that meet each other, or the deletion of their data set; nothing runs meanwhile. */
class SubmissionRaceTests {

  private static final int ROUNDS = 1000;
  private static final int EQUAL = 50;
  private static final String REFUSED = "refused ";

  private final Logger log = (Logger) LoggerFactory.getLogger("org.trainyard");

  @TempDir private Path folder;

  @BeforeEach
  void beQuiet() {
    log.setLevel(Level.WARN);
  }

  @AfterEach
  void speakAgain() {
    log.setLevel(null);
  }

  @Test
  void fiftyEqualSubmissionsWithOneKeyMakeOneJob() {
    try (RunningService service = start(List.of())) {
      String body = specification(service.http().generate("spiral", 30));
      for (int round = 0; round < ROUNDS; round++) {
        int number = round;
        List<String> answers = Race.of(EQUAL, () -> submit(service, body, "key-" + number));
        assertOneJob(answers, 1);
      }
      assertThat(service.bean(JobRepository.class).count(JobState.QUEUED)).isEqualTo(ROUNDS);
    }
  }

  @Test
  void equalSubmissionsToTwoReplicasMakeOneJob() {
    List<String> settings = TestDatabase.create(Database.POSTGRESQL, folder).settings();
    try (RunningService one = start(settings);
        RunningService other = start(settings)) {
      String body = specification(one.http().generate("spiral", 30));
      for (int round = 0; round < ROUNDS / 10; round++) {
        String key = "key-" + round;
        Race<List<String>, List<String>> race =
            Race.of(
                () -> Race.of(EQUAL / 2, () -> submit(one, body, key)),
                () -> Race.of(EQUAL / 2, () -> submit(other, body, key)));
        assertOneJob(race.first(), 1);
        assertOneJob(race.second(), 1);
        assertThat(ids(race.first())).isEqualTo(ids(race.second()));
      }
      assertThat(one.bean(JobRepository.class).count(JobState.QUEUED)).isEqualTo(ROUNDS / 10);
    }
  }

  @Test
  void aDataSetIsDeletedOrAJobHasIt() {
    try (RunningService service = start(List.of())) {
      HttpService http = service.http();
      int deleted = 0;
      for (int round = 0; round < ROUNDS; round++) {
        String dataset = http.generate("spiral", 30); // the same rows, so they share a file
        Race<String, Integer> race =
            Race.of(
                () -> submit(service, specification(dataset), ""),
                () -> http.send(http.request("/api/v1/datasets/" + dataset).DELETE()).statusCode());
        if (race.first().startsWith(REFUSED)) {
          assertThat(race.first()).isEqualTo(REFUSED + ProblemType.NOT_FOUND);
          assertThat(race.second()).isEqualTo(204);
          deleted++;
        } else {
          assertThat(race.second()).isEqualTo(409);
          assertThat(http.get("/api/v1/datasets/" + dataset + "/rows?limit=1")).isNotNull();
          http.post(race.first() + "/cancel", "", 202);
          assertThat(http.send(http.request("/api/v1/datasets/" + dataset).DELETE()).statusCode())
              .isEqualTo(204);
        }
      }
      assertThat(deleted).as("both come first now and then").isBetween(1, ROUNDS - 1);
    }
  }

  private RunningService start(List<String> settings) {
    RunningService service = RunningService.start(folder, settings);
    service.bean(Scheduler.class).pause();
    return service;
  }

  /** The place of the job, or the type of the problem. */
  private static String submit(RunningService service, String body, String key) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Optional<IdempotencyKey> given =
        key.isEmpty()
            ? Optional.empty()
            : IdempotencyKey.of("\"" + key + "\"", "POST /api/v1/jobs", bytes);
    try {
      return SubmissionAnswers.location(
          service.bean(JobSubmission.class).submit(bytes, given).answer());
    } catch (ProblemException e) {
      return REFUSED + e.problems().getFirst().type();
    }
  }

  /** All answers name one job, or say that it is still being made. */
  private static void assertOneJob(List<String> answers, int jobs) {
    assertThat(ids(answers)).hasSize(jobs);
    assertThat(answers)
        .allMatch(answer ->
            !answer.startsWith(REFUSED)
                || answer.equals(REFUSED + ProblemType.REQUEST_IN_PROGRESS));
  }

  private static Set<String> ids(List<String> answers) {
    Set<String> ids = new HashSet<>(answers);
    ids.removeIf(answer -> answer.startsWith(REFUSED));
    return ids;
  }

  private static String specification(String dataset) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [2]}, "training": {"epochs": 1}}
    """
        .formatted(Objects.requireNonNull(dataset));
  }
}
