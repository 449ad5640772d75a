package org.trainyard.predict;

import org.springframework.boot.SpringApplication;
import org.trainyard.app.TrainyardApplication;

/** The service as it is, and an endpoint that does nothing. */
public final class BenchmarkedService {

  private BenchmarkedService() {}

  public static void main(String[] arguments) {
    new SpringApplication(TrainyardApplication.class, NoOpController.class).run(arguments);
  }
}
