package org.trainyard.app.web.settings;

import java.util.Map;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.LimitSource;

@Component
final class RequestLimits implements LimitSource {

  private final ServerProperties server;

  RequestLimits(ServerProperties server) {
    this.server = server;
  }

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxHeaderBytes",
        server.getMaxHttpRequestHeaderSize().toBytes(),
        "maxPageItems",
        Cursor.MAX_LIMIT);
  }
}
