package org.trainyard.app.web.guard;

import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.trainyard.app.web.WebProperties;
import org.trainyard.app.web.error.ProblemWriter;

/** The filters in the order in which they are asked, before all others. */
@Configuration(proxyBeanMethods = false)
class GuardConfiguration {

  @Bean
  FilterRegistrationBean<SecurityHeadersFilter> securityHeaders() {
    return ordered(new SecurityHeadersFilter(), 0);
  }

  @Bean
  FilterRegistrationBean<KnownHostsFilter> knownHosts(
      WebProperties properties, ServerProperties server, ProblemWriter writer) {
    return ordered(new KnownHostsFilter(names(properties, server.getAddress()), writer), 1);
  }

  @Bean
  FilterRegistrationBean<CrossSiteFilter> crossSite(ProblemWriter writer) {
    return ordered(new CrossSiteFilter(writer), 2);
  }

  @Bean
  FilterRegistrationBean<RequestFormFilter> requestForm(ProblemWriter writer) {
    return ordered(new RequestFormFilter(writer), 3);
  }

  /** A bean of its own, so that it hears that the service ends. */
  @Bean
  ShutdownFilter shutdownFilter(ProblemWriter writer) {
    return new ShutdownFilter(writer);
  }

  @Bean
  FilterRegistrationBean<ShutdownFilter> shutdown(ShutdownFilter filter) {
    return ordered(filter, 4);
  }

  @Bean
  WebMvcConfigurer queryCheck() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new QueryCheck()).addPathPatterns("/api/**");
      }
    };
  }

  private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int place) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return registration;
  }

  private static Set<String> names(WebProperties properties, @Nullable InetAddress bound) {
    Set<String> names = new LinkedHashSet<>();
    Stream.concat(Stream.of("localhost", "127.0.0.1", "[::1]"), properties.allowedHosts().stream())
        .forEach(name -> names.add(HostName.of(name).orElseThrow(() -> malformed(name))));
    if (bound != null && !bound.isAnyLocalAddress()) {
      String address = bound.getHostAddress().toLowerCase(Locale.ROOT);
      names.add(address.contains(":") ? "[" + address + "]" : address);
    }
    return names;
  }

  private static IllegalArgumentException malformed(String name) {
    return new IllegalArgumentException(
        "trainyard.allowed-hosts holds '%s', which is not a host name".formatted(name));
  }
}
