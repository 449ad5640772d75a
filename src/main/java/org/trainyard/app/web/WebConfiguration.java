package org.trainyard.app.web;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class WebConfiguration {

  /** The clock of the whole service; tests pass another. */
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
