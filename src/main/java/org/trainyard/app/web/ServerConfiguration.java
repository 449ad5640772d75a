package org.trainyard.app.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the server uses its sockets. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  /** Eight times what Tomcat reads at once, so that a large body costs an eighth of the waits. */
  private static final int READ_BYTES = 64 << 10;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> largeReads() {
    return factory ->
        factory.addConnectorCustomizers(connector ->
            connector.setProperty("socket.appReadBufSize", String.valueOf(READ_BYTES)));
  }
}
