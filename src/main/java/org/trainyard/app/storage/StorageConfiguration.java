package org.trainyard.app.storage;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  /** The embedded database lies in the data directory, so the directory comes first. */
  @Bean
  static AbstractDependsOnBeanFactoryPostProcessor dataSourceDependsOnDataDirectory() {
    return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, DataDirectory.class) {};
  }
}
