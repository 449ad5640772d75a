package org.trainyard.app.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Finds models by what stands in the paths of the protocols. */
@Component
public final class ModelLookup {

  /** Marks the problem of a model that is not there, beside that of an address that is none. */
  public static final String MEMBER = "model";

  private final ModelRegistry registry;

  ModelLookup(ModelRegistry registry) {
    this.registry = registry;
  }

  /**
   * A version.
   *
   * @param version digits; absent: the newest
   * @param unknown what the client is told where there is none
   * @throws ProblemException {@code not-found} with that text
   */
  public ModelVersion find(String name, @Nullable String version, String unknown) {
    try {
      return registry.find(name, version == null ? null : number(version));
    } catch (ProblemException e) {
      throw e.problems().getFirst().type() == ProblemType.NOT_FOUND ? notFound(name, unknown) : e;
    }
  }

  /** The same, in memory. */
  public ServableModel servable(String name, @Nullable String version, String unknown) {
    return registry.servable(find(name, version, unknown));
  }

  /** The same, in memory. */
  public ServableModel servable(ModelVersion version) {
    return registry.servable(version);
  }

  /** Whether a version can predict; one that is not in memory is read now. */
  public boolean isReady(ModelVersion version) {
    try {
      return registry.servable(version).version().equals(version);
    } catch (ProblemException _) {
      return false; // damaged, or deleted meanwhile
    }
  }

  /** Whether a version could be read when somebody last tried; true if nobody did. */
  public boolean isWhole(ModelVersion version) {
    return registry.isWhole(version);
  }

  /** All versions of a name, the oldest first. */
  public List<ModelVersion> versions(String name) {
    return registry.versions(name).reversed();
  }

  /** The newest version of each name. */
  public List<ModelVersion> newest() {
    List<ModelVersion> all = new ArrayList<>();
    List<ModelVersion> page;
    do {
      page = registry.newest(all.isEmpty() ? "" : all.getLast().name(), Cursor.MAX_LIMIT);
      all.addAll(page);
    } while (page.size() == Cursor.MAX_LIMIT);
    return all;
  }

  /** A model that is not there. */
  public static ProblemException notFound(String name, String text) {
    return Problem.of(ProblemType.NOT_FOUND, text).with(MEMBER, name).toException();
  }

  /** A number of any length; what no version can have is one that none has. */
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }
}
