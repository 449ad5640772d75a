package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** As many trainings at a time as the machine has cores, unless a setting says otherwise. */
@Component
final class MachineThreads implements BeanPostProcessor, EnvironmentAware {

  private static final String SETTING = "db-scheduler.threads";

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof DbSchedulerProperties properties
        && environment != null
        && !environment.containsProperty(SETTING)) {
      properties.setThreads(Runtime.getRuntime().availableProcessors());
    }
    return bean;
  }
}
