package org.trainyard.app.protocol.oip;

import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a tensor in row-major order. */
sealed interface TensorValues {

  int count();

  /**
   * Numbers of any type, as the models of this service read them.
   *
   * @param values all of its capacity, NaN where one is missing; perhaps the bytes of a request,
   *     and not a copy
   */
  record Numbers(FloatBuffer values) implements TensorValues {

    static Numbers of(float... values) {
      return new Numbers(FloatBuffer.wrap(values));
    }

    @Override
    public int count() {
      return values.capacity();
    }
  }

  /**
   * Texts.
   *
   * @param values null where one is missing
   */
  record Texts(List<@Nullable String> values) implements TensorValues {
    @Override
    public int count() {
      return values.size();
    }
  }
}
