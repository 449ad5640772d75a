package org.trainyard.app.protocol.oip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a tensor in row-major order. */
sealed interface TensorValues {

  int count();

  /**
   * Numbers of any type, as the models of this service read them.
   *
   * @param values NaN where one is missing; not a copy
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and too hot to copy
  record Numbers(float[] values) implements TensorValues {
    @Override
    public int count() {
      return values.length;
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
