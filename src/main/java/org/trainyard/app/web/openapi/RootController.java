package org.trainyard.app.web.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
@Hidden
class RootController {

  @GetMapping({"/", "/swagger-ui", "/swagger-ui/"})
  String root() {
    return "redirect:/swagger-ui.html";
  }
}
