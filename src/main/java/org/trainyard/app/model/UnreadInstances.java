package org.trainyard.app.model;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.StrictJson;
import tools.jackson.databind.JsonNode;

/**
 * The instances of a body that is not read yet: a model reads the plain form of its rows straight
 * from the bytes. Whoever asks for an element gets it from a tree of the whole body. Of one thread.
 */
final class UnreadInstances extends AbstractList<JsonNode> {

  private final byte[] body;
  private final StrictJson json;
  private @Nullable List<JsonNode> nodes;

  UnreadInstances(byte[] body, StrictJson json) {
    this.body = body;
    this.json = json;
  }

  /** The rows, if the body is of the plain form. */
  Optional<List<Instance>> plain(InstanceReader reader, int maxRows) {
    return reader.readPlain(body, maxRows);
  }

  @Override
  public JsonNode get(int index) {
    return nodes().get(index);
  }

  @Override
  public int size() {
    return nodes().size();
  }

  private List<JsonNode> nodes() {
    if (nodes == null) {
      nodes = json.read(body, PredictRequest.class).instances();
    }
    return nodes;
  }
}
