package org.trainyard.app.storage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Lets PostgreSQL end a transaction whose process does nothing with it: one that was frozen in the
 * middle would hold its locks, and nobody else could take its job over. The embedded database has
 * one process, whose end ends its transactions.
 */
@Component
final class FrozenTransactions implements BeanPostProcessor {

  /**
   * Longer than any pause of a living process, shorter than the silence after which it counts as
   * dead.
   */
  private static final String SETTING = "set idle_in_transaction_session_timeout = '20s'";

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && pool.getConnectionInitSql() == null
        && Database.of(pool.getJdbcUrl()) == Database.POSTGRESQL) {
      pool.setConnectionInitSql(SETTING);
    }
    return bean;
  }
}
