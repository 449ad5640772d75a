package org.trainyard.app.web;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.service.annotation.GetExchange;

/** What the service allows: the controller's side and the client's. */
public interface LimitsApi {

  /** Every limit with its value, by its name. */
  @GetExchange(url = "/api/v1/limits", accept = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Number> getLimits();
}
