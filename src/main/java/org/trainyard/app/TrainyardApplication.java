package org.trainyard.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TrainyardApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(TrainyardApplication.class, arguments);
  }
}
