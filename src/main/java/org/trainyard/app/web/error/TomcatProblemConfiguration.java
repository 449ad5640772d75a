package org.trainyard.app.web.error;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class TomcatProblemConfiguration {

  /** Last, so that of all valves that report errors ours is asked first. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReportValve(
      ProblemWriter writer) {
    return factory ->
        factory.addContextCustomizers(context -> {
          StandardHost host = (StandardHost) context.getParent();
          host.setErrorReportValveClass(ProblemReportValve.class.getName());
          host.getPipeline().addValve(new ProblemReportValve(writer));
        });
  }

  /** A body that is refused by its head is not asked for first. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueWhereBodiesAreRead() {
    return factory ->
        factory.addConnectorCustomizers(
            connector -> connector.setProperty("continueResponseTiming", "onRead"));
  }
}
