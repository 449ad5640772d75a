package org.trainyard.app.web.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

@Controller
@Hidden
class RootController {

  private static final String PAGE = "/swagger-ui.html";

  /**
   * People get the page; a client of KServe's first protocol asks here whether the service lives.
   */
  @GetMapping("/")
  ResponseEntity<String> root(
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept) {
    if (accept.contains(MediaType.TEXT_HTML_VALUE)) {
      return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(PAGE)).build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"status\":\"alive\"}");
  }

  @GetMapping({"/swagger-ui", "/swagger-ui/"})
  String page() {
    return "redirect:" + PAGE;
  }
}
