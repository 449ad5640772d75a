package org.trainyard.app.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service meets the network.
 *
 * @param allowedHosts host names, beside localhost and the bind address, to which the service
 *     answers
 */
@ConfigurationProperties("trainyard")
public record WebProperties(@DefaultValue List<String> allowedHosts) {

  public WebProperties {
    allowedHosts = List.copyOf(allowedHosts);
  }
}
