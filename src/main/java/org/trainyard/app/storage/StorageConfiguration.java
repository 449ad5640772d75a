package org.trainyard.app.storage;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  @Bean
  Database database(@Value("${spring.datasource.url}") String url) {
    return Database.of(url);
  }

  @Bean
  JdbcTransactionManager transactionManager(
      Database database, DataSource connections, WriterTurn turn) {
    return switch (database) {
      case SQLITE -> new TurnTakingTransactionManager(connections, turn);
      case POSTGRESQL -> new JdbcTransactionManager(connections);
    };
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager manager) {
    return new PromptTransactions(manager);
  }

  /** The embedded database lies in the data directory, so the directory comes first. */
  @Bean
  static AbstractDependsOnBeanFactoryPostProcessor dataSourceDependsOnDataDirectory() {
    return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, DataDirectory.class) {};
  }
}
