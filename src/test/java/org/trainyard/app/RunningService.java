package org.trainyard.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service in this process, on a port of its own. */
public final class RunningService implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts a service.
   *
   * @param folder where its data lie
   * @param settings as on the command line, without the two dashes
   */
  public static RunningService start(Path folder, List<String> settings) {
    return start(folder, settings, InstantSource.system());
  }

  /**
   * Starts a service that reads the time of day from a clock of the test.
   *
   * @param folder where its data lie
   * @param settings as on the command line, without the two dashes
   */
  public static RunningService start(Path folder, List<String> settings, InstantSource clock) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=0");
    arguments.add("--spring.main.register-shutdown-hook=false");
    arguments.add("--trainyard.data-directory=" + folder);
    settings.forEach(setting -> arguments.add("--" + setting));
    return new RunningService(
        new SpringApplicationBuilder(TrainyardApplication.class)
            .initializers((GenericApplicationContext context) ->
                context.registerBean(
                    "clockOfTheTest",
                    InstantSource.class,
                    () -> clock,
                    definition -> definition.setPrimary(true)))
            .run(arguments.toArray(String[]::new)));
  }

  public HttpService http() {
    return new HttpService(
        context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
