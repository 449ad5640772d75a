package org.trainyard.app.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections whose transactions take turns, also those that a library begins by itself: the turn
 * lasts while the connection is not in auto-commit mode. A single statement in that mode waits as
 * the database has it.
 */
final class TurnTakingConnections extends DelegatingDataSource {

  private final WriterTurn turn;

  TurnTakingConnections(DataSource connections, WriterTurn turn) {
    super(connections);
    this.turn = turn;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Handler(super.getConnection(), turn));
  }

  /** One connection; used by one thread at a time, as connections are. */
  private static final class Handler implements InvocationHandler {

    private final Connection connection;
    private final WriterTurn turn;
    private boolean hasTurn; // and its transaction manager does not

    Handler(Connection connection, WriterTurn turn) {
      this.connection = connection;
      this.turn = turn;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      return switch (method.getName()) {
        case "setAutoCommit" ->
            Objects.requireNonNull(arguments)[0].equals(false) ? begin() : end(method, arguments);
        case "close", "abort" -> end(method, arguments);
        default -> call(method, arguments);
      };
    }

    private @Nullable Object begin() throws SQLException {
      if (!hasTurn && !turn.isMine()) {
        take();
      }
      try {
        connection.setAutoCommit(false);
        return null;
      } catch (SQLException e) {
        leave();
        throw e;
      }
    }

    private void take() throws SQLException {
      try {
        turn.take();
        hasTurn = true;
      } catch (WriterTurn.BusyException e) {
        throw new SQLTransientConnectionException(e);
      }
    }

    private @Nullable Object end(Method method, Object @Nullable [] arguments) throws Throwable {
      try {
        return call(method, arguments);
      } finally {
        leave();
      }
    }

    private void leave() {
      if (hasTurn) {
        hasTurn = false;
        turn.leave();
      }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
      try {
        return method.invoke(connection, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
  }
}
