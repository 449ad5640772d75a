package org.trainyard.app.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;

/** A machine with one core and 100 bytes for trainings, of which each job needs 60. */
class BesideTrainingsTests {

  private final ObjectProvider<Scheduler> scheduler =
      new DefaultListableBeanFactory().getBeanProvider(Scheduler.class);
  private final Admission admission =
      new Admission(
          new QueueProperties(10, DataSize.ofBytes(100), Duration.ofSeconds(30)),
          1,
          new Jobs(),
          scheduler,
          () -> 0);
  private final BesideTrainings machine = new BesideTrainings(admission, scheduler);

  @Test
  void computesBehindRequestsAndNoTrainingStartsMeanwhile() {
    int priority =
        machine.compute(
            50,
            () -> {
              assertThat(admission.enter("job")).isEmpty();
              return Thread.currentThread().getPriority();
            });
    assertThat(priority).isEqualTo(Thread.MIN_PRIORITY);
    assertThat(admission.enter("job")).isPresent();
  }

  @Test
  void waitsForNoTraining() {
    Optional<Admission.Place> training = admission.enter("job");
    assertThat(training).isPresent();
    assertThat(machine.compute(50, () -> "done")).isEqualTo("done");
  }

  @Test
  void throwsWhatTheWorkThrowsAndLeavesItsPlace() {
    IllegalStateException mistake = new IllegalStateException("a mistake");
    assertThatThrownBy(() ->
            machine.compute(
                50,
                () -> {
                  throw mistake;
                }))
        .isSameAs(mistake);
    assertThat(admission.enter("job")).isPresent();
  }

  private static final class Jobs extends JobNeeds {

    Jobs() {
      super(JdbcClient.create(new DriverManagerDataSource()));
    }

    @Override
    Needs of(String job) {
      return new Needs(60, 1, 0);
    }
  }
}
