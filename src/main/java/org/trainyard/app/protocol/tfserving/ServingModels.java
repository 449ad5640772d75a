package org.trainyard.app.protocol.tfserving;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.ModelLookup;
import org.trainyard.app.web.Echo;

/** Finds the models that are asked, and says in this protocol's words where there is none. */
@Component
final class ServingModels {

  private final ModelLookup models;

  ServingModels(ModelLookup models) {
    this.models = models;
  }

  /**
   * A model in memory.
   *
   * @param version absent: the newest
   */
  ServableModel servable(String name, @Nullable String version) {
    String unknown =
        version == null
            ? "Servable not found for request: Latest(%s)".formatted(Echo.of(name))
            : "Servable not found for request: Specific(%s, %s)"
                .formatted(Echo.of(name), Echo.of(version));
    return models.servable(name, version, unknown);
  }
}
