package org.trainyard.app.storage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/** Lets the connections of a pool to SQLite wait for the {@link WriterTurn}. */
@Component
final class WriterTurns implements BeanPostProcessor {

  private final ObjectProvider<WriterTurn> turn;

  WriterTurns(ObjectProvider<WriterTurn> turn) {
    this.turn = turn;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && pool.getDataSource() == null
        && Database.of(pool.getJdbcUrl()) == Database.SQLITE) {
      pool.setDataSource(
          new TurnTakingConnections(
              new DriverManagerDataSource(pool.getJdbcUrl()), turn.getObject()));
    }
    return bean;
  }
}
