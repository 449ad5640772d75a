package org.trainyard.app.protocol.oip;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.ModelLookup;
import org.trainyard.app.web.Echo;

/** Finds models, and says in this protocol's words where there is none. */
@Component
final class OipModels {

  private final ModelLookup models;

  OipModels(ModelLookup models) {
    this.models = models;
  }

  ServableModel servable(String name, @Nullable String version) {
    String unknown =
        version == null
            ? "Request for unknown model: '%s' is not found".formatted(Echo.of(name))
            : "Request for unknown model: '%s' version %s is not found"
                .formatted(Echo.of(name), Echo.of(version));
    return models.servable(name, version, unknown);
  }

  ModelLookup all() {
    return models;
  }
}
